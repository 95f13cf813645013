-- Campaigns that run already get the parts a campaign file has had since; what they did not say is a setting.
UPDATE campaigns SET campaign = json_remove(
  json_set(
    campaign,
    '$.office', json_object('name', campaign ->> '$.document.issuer', 'unit', NULL, 'from', 'setting'),
    '$.units', json_object('who', '各责任单位', 'from', 'setting'),
    '$.deliverables', json('[]'),
    '$.groups', json('[]'),
    '$.supervision', json('[]'),
    '$.scoring', json('[]'),
    '$.tasks', json('[]'),
    '$.annex.notes', json((
      SELECT json_group_array(json_object('text', value)) FROM json_each(campaign, '$.annex.notes')
    )),
    '$.verification.stages', json_array(json_object(
      'by', 'office',
      'methods', campaign -> '$.verification.methods',
      'from', campaign ->> '$.verification.from'
    )),
    '$.dispositions', json((
      SELECT json_group_array(json_object(
        'kind', value,
        'when', CASE value WHEN 'fulfil' THEN '具备条件' WHEN 'schedule' THEN '暂不具备条件' ELSE '有争议' END,
        'from', campaign ->> '$.dispositions.from'
      ))
      FROM json_each(campaign, '$.dispositions.kinds')
    )),
    '$.extension', json('{"times":1,"from":"setting"}'),
    '$.nudges', json('{"ahead":[7,3,1],"late":[1,3,10,20],"repeat":5,"from":"setting"}')
  ),
  '$.verification.methods',
  '$.verification.director'
)
WHERE campaign -> '$.verification.stages' IS NULL;
