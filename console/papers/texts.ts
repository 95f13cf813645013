import type { ReadFault } from './unreadable.ts'

/** Words about sheets that are read: on a terminal and in the console alike. */
export const sheetTexts = {
  unreadable: {
    xls: '这是旧格式的 .xls 文件（改了扩展名也还是），请在 Excel 里打开，另存为 .xlsx 再导入',
    password: '这个表格设了打开密码，请先在 Excel 里取消密码再导入',
    markup: '这是一个网页，不是表格，请用 Excel 打开后另存为 .xlsx 再导入',
    broken: '打不开这个表格：文件不完整，或者不是 .xlsx。请在 Excel 里打开检查，另存为 .xlsx 再导入',
    'too-large':
      '这个表格太大，没有读取：文件不超过 20 MB（.csv 不超过 10 MB），连空行在内不超过 10 万行。请删去表格下面的空行和图片，或者分成几份再导入',
    unsafe: '这个文件里有正常的表格不会有的内容，没有读取。请用 Excel 打开，把内容复制到新建的表格里另存再导入',
    encoding: '文件编码不认识，请在 Excel 里另存为“CSV UTF-8”或 .xlsx',
    quotes: '表格里的双引号不成对，请检查后再导入',
  } satisfies Record<ReadFault, string>,
}
