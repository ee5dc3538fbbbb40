"""The centre's words and rules: standard library only, no SQL, no Qt.

Where each word lives. Its rule stands in the first file, what a person can do with it in the second; values that a
centre can change are data under `db/`.

- incident (事件): `domain/incidents.py`, `services/intake.py`; step (环节), trace (痕迹): `services/steps.py`,
  `store/incidents_trace.py`
- flow (流程): `domain/flow.py`, `services/flows.py`; its moves, from 核实 to 综合评价: `db/flows/`
- return (退回), ping-pong (退回拉锯): `domain/returns.py`, `services/returns.py`; ruling (裁定): `services/routing.py`
- responsibility list (权责清单), precedent (先例): `domain/routing.py`, `services/responsibility.py`
- lead and co-handlers (主办, 协办): `domain/joint.py`, `services/joint.py`; busy (置忙): `domain/duty.py`,
  `services/unit_load.py`
- standard (立案处置标准): `store/standards.py`, `services/situations.py`
- clock (时限钟): `domain/clocks.py`, `services/ledger.py`; calendar (工作日历): `domain/calendars.py`,
  `services/calendar_editions.py`; verifying: `domain/clock_check.py`, `services/clock_verification.py`
- light (灯): `domain/lights.py`; card (催办, 督办, 黄牌, 红牌): `domain/cards.py`, `services/cards.py`
- adjustment (延期, 挂账, 作废): `domain/adjustments.py`, `services/adjustments.py`
- queue order (事件排序): `domain/queue.py`, `domain/queue_order.py`; saved filter (常用筛选):
  `domain/saved_filters.py`, `services/saved_filters.py`
- duplicate (重复上报), merging (并案): `domain/duplicates.py`, `domain/merging.py`, `services/merging.py`
- proof (结案依据): `domain/proofs.py`, `services/proofs.py`; attachment (附件): `domain/attachments.py`,
  `services/attachments.py`; re-check (抽查复核): `domain/rechecks.py`, `services/rechecks.py`; reopening (重开):
  `services/reopening.py`; correction (更正): `domain/corrections.py`, `services/corrections.py`
- red board (电子监察), forecast (预警): `domain/red_history.py`, `domain/turning.py`; handover (交接班):
  `domain/handover.py`, `services/handovers.py`; reminder (提醒): `domain/reminders.py`, `services/reminders.py`
- indicator (指标): `domain/indicators.py`, `services/indicators.py`; papers (任务单, 反馈单, 督办函):
  `domain/papers.py`, `services/printing.py`
- division (行政区划), grid (网格), post (岗位): `domain/places.py`, `store/models/places.py`; datum (坐标基准):
  `domain/datum.py`
- people (人、户、房), purpose (查询事由): `domain/people.py`, `services/lookup.py`; masks (脱敏): `domain/masking.py`;
  ID numbers (公民身份号码): `domain/identity.py`; record items (信息项): `domain/record_items.py`, which of
  several comes first: `domain/record_values.py`; audit (审计): `store/audit.py`
- list of what is kept of people (个人信息处理活动清单), notice (告知书), records (影响评估, 泄露): `domain/privacy.py`,
  `services/privacy_records.py`, `db/processing.yaml`
- import batch (导入批次), staging (暂存): `domain/import_batches.py`, `services/importing/staging.py`,
  `services/import_batches.py`; undoing one (撤销): `services/batch_undo.py`; two people under one number (一号两人):
  `services/number_conflicts.py`
- change (变更): `store/changes.py`; scene (场景): `desktop/wall_rotation.py`, `ui/scenes/`
"""
