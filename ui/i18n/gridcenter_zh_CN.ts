<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>gridcenter.bench.importing</name>
    <message>
        <source>not installed: pip install 'gridcenter[{extra}]'</source>
        <translation>未安装：pip install 'gridcenter[{extra}]'</translation>
    </message>
</context>
<context>
    <name>gridcenter.cli</name>
    <message>
        <source>GridCenter: the desktop program of a grid-management command centre.</source>
        <translation>GridCenter：网格化服务管理指挥中心桌面程序。</translation>
    </message>
    <message>
        <source>Something unexpected happened (number {number}). Nothing more was done; details are in {folder}.</source>
        <translation>发生了意外错误（编号 {number}）。未再执行任何操作；详情见 {folder}。</translation>
    </message>
    <message>
        <source>Something unexpected happened ({kind}). Nothing more was done.</source>
        <translation>程序出现意外错误（{kind}），未继续执行。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({why}): no log is kept.</source>
        <translation>文件夹 {folder} 无法写入（{why}），本次不记录日志。</translation>
    </message>
    <message>
        <source>The program does not speak “{name}”: write --lang zh or --lang en.</source>
        <translation>没有“{name}”这种语言：请写 --lang zh 或 --lang en。</translation>
    </message>
    <message>
        <source>desk: the whole program; wall: the Overview, full screen</source>
        <translation>desk：完整程序；wall：大屏总览，全屏显示</translation>
    </message>
    <message>
        <source>language: zh or en</source>
        <translation>语言：zh 或 en</translation>
    </message>
    <message>
        <source>show the version and end</source>
        <translation>显示版本号后退出</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.account</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>An administrator gives it: gridcenter account area {login} CODE (or --everywhere)</source>
        <translation>由管理员设定：gridcenter account area {login} CODE（或 --everywhere）</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Give an account the areas that it sees, instead of those before.</source>
        <translation>设定账号可见的辖区，取代原有辖区。</translation>
    </message>
    <message>
        <source>List the accounts with their areas, and say who lacks one.</source>
        <translation>列出账号及其辖区，并指出哪些账号没有辖区。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name the code of an area, or --everywhere.</source>
        <translation>请写出辖区代码，或使用 --everywhere。</translation>
    </message>
    <message>
        <source>New PIN: </source>
        <translation>新口令：</translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>再输一次：</translation>
    </message>
    <message>
        <source>Present PIN: </source>
        <translation>现在的口令：</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Set the PIN that opens the locked desk of your account; it is asked for, never part of the line.</source>
        <translation>设置解锁本账号席位的口令；运行时询问，不写在命令行中。</translation>
    </message>
    <message>
        <source>The PIN of {login} is gone: whoever sits at the desk opens it.</source>
        <translation>{login} 的口令已清除：坐在席位前的人即可解锁。</translation>
    </message>
    <message>
        <source>The desk of {login} opens with this PIN from now on.</source>
        <translation>{login} 的席位今后用此口令解锁。</translation>
    </message>
    <message>
        <source>The two are not the same. Nothing was changed.</source>
        <translation>两次输入不一致，未做更改。</translation>
    </message>
    <message>
        <source>These accounts have no area and see nothing: {logins}.</source>
        <translation>以下账号没有辖区，看不到任何内容：{logins}。</translation>
    </message>
    <message>
        <source>What belongs to an account.</source>
        <translation>账号自己的设置。</translation>
    </message>
    <message>
        <source>account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>divisions or grids, commas between</source>
        <translation>区划或网格代码，以逗号分隔</translation>
    </message>
    <message>
        <source>none: sees nothing</source>
        <translation>无辖区，看不到任何内容</translation>
    </message>
    <message>
        <source>take away that of somebody who forgot it</source>
        <translation>清除忘记口令者的口令</translation>
    </message>
    <message>
        <source>take the PIN away</source>
        <translation>清除口令</translation>
    </message>
    <message>
        <source>the whole store</source>
        <translation>整个数据库</translation>
    </message>
    <message>
        <source>{login} sees from now on: {areas}. A desk that is open under it is opened again.</source>
        <translation>账号 {login} 今后可见：{areas}。已打开的席位需重新打开。</translation>
    </message>
    <message>
        <source>{role}, switched off</source>
        <translation>{role}，已停用</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.attachment_lines</name>
    <message>
        <source>added at</source>
        <translation>上传时间</translation>
    </message>
    <message>
        <source>added by</source>
        <translation>上传人</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>no. {id} of {number}</source>
        <translation>{number} 的附件 {id}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>{about} · its file cannot be read: {file}</source>
        <translation>{about} · 文件无法读取：{file}</translation>
    </message>
    <message>
        <source>{about} · its file is missing: {file}</source>
        <translation>{about} · 文件缺失：{file}</translation>
    </message>
    <message>
        <source>{about} · its file was altered: {file}</source>
        <translation>{about} · 文件已被改动：{file}</translation>
    </message>
    <message>
        <source>{attachments} attachments and {files} files in {folder} checked: every file is there and as it was added.</source>
        <translation>已核对 {attachments} 个附件和 {folder} 中的 {files} 个文件：文件齐全，均与上传时一致。</translation>
    </message>
    <message>
        <source>{attachments} attachments and {files} files in {folder} checked: {faults} differences. Nothing was changed.</source>
        <translation>已核对 {attachments} 个附件和 {folder} 中的 {files} 个文件：{faults} 处差异。未做任何改动。</translation>
    </message>
    <message>
        <source>{file} · no attachment names this file ({size}); it does no harm</source>
        <translation>{file} · 没有附件引用此文件（{size}）；无害</translation>
    </message>
    <message>
        <source>{file} · not encrypted ({size}): the next start of the window does that</source>
        <translation>{file} · 尚未加密（{size}）：下次启动窗口时加密</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.attachments</name>
    <message>
        <source>Add a file to an incident.</source>
        <translation>为事件上传一个附件。</translation>
    </message>
    <message>
        <source>Add, read and check the files of incidents.</source>
        <translation>上传、查看和核对事件附件。</translation>
    </message>
    <message>
        <source>Added to {number} as no. {id}: {name} ({size})</source>
        <translation>已上传到 {number}，附件 {id}：{name}（{size}）</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消。未做任何改动。</translation>
    </message>
    <message>
        <source>Check every attachment of the store against its file; changes nothing.</source>
        <translation>逐一核对全库附件与其文件；不做任何改动。</translation>
    </message>
    <message>
        <source>List the attachments of an incident.</source>
        <translation>列出事件的附件。</translation>
    </message>
    <message>
        <source>Mark an attachment as removed; file and trace stay.</source>
        <translation>将附件标记为移除；文件与痕迹保留。</translation>
    </message>
    <message>
        <source>Removed: no. {id} of {number}</source>
        <translation>已移除：{number} 的附件 {id}</translation>
    </message>
    <message>
        <source>Save a copy of an attachment; the audit keeps who did so.</source>
        <translation>另存附件副本；审计记录操作人。</translation>
    </message>
    <message>
        <source>The incident has no attachment.</source>
        <translation>该事件没有附件。</translation>
    </message>
    <message>
        <source>There is no attachment no. {id} in your area. Check the number.</source>
        <translation>您的辖区内没有附件 {id}。请核对编号。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>before, during, after, near, far, reference or other</source>
        <translation>before 处置前、during 处置中、after 处置后、near 近景、far 远景、reference 参照物、other 其他</translation>
    </message>
    <message>
        <source>file to add</source>
        <translation>要上传的文件</translation>
    </message>
    <message>
        <source>file to write; one of that name is replaced</source>
        <translation>要写入的文件；同名文件将被替换</translation>
    </message>
    <message>
        <source>no. of the attachment, as listed</source>
        <translation>附件编号，见列表</translation>
    </message>
    <message>
        <source>number of the incident</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>why it is removed; stays in the trace</source>
        <translation>移除原因；留在痕迹中</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.audit</name>
    <message>
        <source>Cancelled. Not all lines were checked.</source>
        <translation>已取消，未核对完全部审计行。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was moved away.</source>
        <translation>已取消，没有移出任何行。</translation>
    </message>
    <message>
        <source>Check that nobody edited or removed lines of the audit.</source>
        <translation>核对审计记录是否被改动或删除。</translation>
    </message>
    <message>
        <source>Hash every line of the audit again and hold it against the line before; changes nothing.</source>
        <translation>逐行重算审计的哈希，并与上一行核对；不做任何改动。</translation>
    </message>
    <message>
        <source>List the accounts that looked people up unusually, by the rules; nobody who was looked at.</source>
        <translation>按规则列出查询异常的账号；不列出被查询的人。</translation>
    </message>
    <message>
        <source>Move lines whose time of keeping is over to a file; the audit still holds afterwards.</source>
        <translation>将留存期满的审计行移到文件；移出后审计链仍可核对。</translation>
    </message>
    <message>
        <source>No line is older than {day}: nothing was moved away.</source>
        <translation>没有早于 {day} 的行：没有移出任何行。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>file to move the lines to; else named by the day</source>
        <translation>移入的文件；不写则按日期命名</translation>
    </message>
    <message>
        <source>it does not follow the line before it, one of the two was replaced</source>
        <translation>与上一行接不上，其中一行被替换</translation>
    </message>
    <message>
        <source>it no longer says what was written</source>
        <translation>内容已非当初所写</translation>
    </message>
    <message>
        <source>lines before it are gone</source>
        <translation>其前的行已缺失</translation>
    </message>
    <message>
        <source>one account</source>
        <translation>1 个账号</translation>
    </message>
    <message>
        <source>the lines up to it were removed, and no line says by whom</source>
        <translation>此行及以前各行已被移出，而审计中没有移出记录</translation>
    </message>
    <message>
        <source>those whom its list named are not the ones of then</source>
        <translation>名单所列人员与当时不符</translation>
    </message>
    <message>
        <source>year-month-day; else what is older than the time of keeping</source>
        <translation>年-月-日；不写则为留存期以前的全部</translation>
    </message>
    <message>
        <source>{lines} audit lines from before {day} moved to {file} (SHA-256 {sum}).</source>
        <translation>{day} 以前的 {lines} 行审计已移到 {file}（SHA-256 {sum}）。</translation>
    </message>
    <message>
        <source>{lines} audit lines of {accounts} accounts checked: every chain holds.</source>
        <translation>已核对 {accounts} 个账号的 {lines} 行审计：全部衔接无误。</translation>
    </message>
    <message>
        <source>{lines} audit lines of {accounts} accounts checked: {broken} broken in {of}. Nothing was changed.</source>
        <translation>已核对 {accounts} 个账号的 {lines} 行审计：{of}中有 {broken} 行不符。未做任何改动。</translation>
    </message>
    <message>
        <source>{login} · line {n} · {what}</source>
        <translation>{login} · 第 {n} 行 · {what}</translation>
    </message>
    <message>
        <source>{n} accounts</source>
        <translation>{n} 个账号</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.audit_notices</name>
    <message>
        <source>One notice awaits a note</source>
        <translation>1 条提示待知悉</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>{n} notices await a note</source>
        <translation>{n} 条提示待知悉</translation>
    </message>
    <message>
        <source>{waiting}, {taken} were taken note of; the last {days} days.</source>
        <translation>{waiting}，{taken} 条已知悉；最近 {days} 天。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.batch</name>
    <message>
        <source> (another person)</source>
        <translation>（另一人）</translation>
    </message>
    <message>
        <source> (same person)</source>
        <translation>（已确认同一人）</translation>
    </message>
    <message>
        <source>Cancelled. Nothing of the batch was undone.</source>
        <translation>已取消。该批次未作任何撤销。</translation>
    </message>
    <message>
        <source>Cancelled. The batch is still staged.</source>
        <translation>已取消。该批次仍待入库。</translation>
    </message>
    <message>
        <source>Dropped: import batch no. {id}.</source>
        <translation>已放弃：导入批次 {id}。</translation>
    </message>
    <message>
        <source>Import batch no. {id} is undone: removed {removed}, values taken back {withdrawn}, put back {back}, left standing {kept}.</source>
        <translation>导入批次 {id} 已撤销：移除 {removed}，撤回取值 {withdrawn}，恢复原状 {back}，保留 {kept}。</translation>
    </message>
    <message>
        <source>Imports one by one: staged, applied, dropped, undone.</source>
        <translation>导入批次：暂存、入库、放弃、撤销。</translation>
    </message>
    <message>
        <source>List imports, the newest first: who brought which file, and what became of it.</source>
        <translation>列出导入批次，新的在前：谁导入了哪个文件，结果如何。</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>尚无导入记录。</translation>
    </message>
    <message>
        <source>Refused rows and twins, line by line: {file}</source>
        <translation>退回行和重复行逐行列在：{file}</translation>
    </message>
    <message>
        <source>Say that rows in conflict are about the person who holds the number, or about another one.</source>
        <translation>认定一号两人的行属于持号人本人，或属于另一人。</translation>
    </message>
    <message>
        <source>Settled: {n} rows are about another person than the one who holds the number.</source>
        <translation>已认定：{n} 行属于持号人以外的另一人。</translation>
    </message>
    <message>
        <source>Settled: {n} rows are about the person who holds the number.</source>
        <translation>已确认：{n} 行与持有该号码的是同一人。</translation>
    </message>
    <message>
        <source>Show one import; of a staged one its rows, masked, with what they would change.</source>
        <translation>查看一个导入批次；待入库的列出各行（脱敏）及其将改变的内容。</translation>
    </message>
    <message>
        <source>Take an import of persons or premises back; what somebody built on stays.</source>
        <translation>撤销人员或房屋的一个导入批次；此后已有人续用的内容予以保留。</translation>
    </message>
    <message>
        <source>Throw staged rows away.</source>
        <translation>放弃暂存的行。</translation>
    </message>
    <message>
        <source>What stays, row by row: {file}</source>
        <translation>逐行写明的保留内容：{file}</translation>
    </message>
    <message>
        <source>Write staged rows into the registers, matched anew.</source>
        <translation>将暂存的行重新比对后写入登记库。</translation>
    </message>
    <message>
        <source>another person whose number is wrong: kept beside the holder</source>
        <translation>另一人，号码有误：与持号人并列保存</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>choose from {choices}</source>
        <translation>请从 {choices} 中选择</translation>
    </message>
    <message>
        <source>file for refused rows and twins</source>
        <translation>存放退回行和重复行的文件</translation>
    </message>
    <message>
        <source>file for what stays, row by row</source>
        <translation>逐行写明保留内容的文件</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>how many rows; 0: none</source>
        <translation>行数；0 表示不列出</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>lines in conflict, as shown</source>
        <translation>有冲突的行号，见所列</translation>
    </message>
    <message>
        <source>number of the batch, as listed</source>
        <translation>批次号，见清单</translation>
    </message>
    <message>
        <source>number or code</source>
        <translation>号码或编码</translation>
    </message>
    <message>
        <source>only rows of this outcome: {words}</source>
        <translation>只看此比对结果的行：{words}</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>rows behind this line</source>
        <translation>此行号之后的行</translation>
    </message>
    <message>
        <source>rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.</source>
        <translation>共 {rows} 行，入库 {accepted}，无变化 {unchanged}，重复 {twins}，退回 {refused}。</translation>
    </message>
    <message>
        <source>what it would change, or why not</source>
        <translation>将改变的内容，或不写入的原因</translation>
    </message>
    <message>
        <source>why it is another person; with --other</source>
        <translation>为何是另一人；与 --other 同用</translation>
    </message>
    <message>
        <source>why; may be left out</source>
        <translation>原因；可不填</translation>
    </message>
    <message>
        <source>why; stands in the audit</source>
        <translation>理由，计入审计</translation>
    </message>
    <message>
        <source>{file}: {counted}</source>
        <translation>{file}：{counted}</translation>
    </message>
    <message>
        <source>“{value}” cannot stand for {name}: {wanted}.</source>
        <translation>“{value}”不能作为 {name} 的值：{wanted}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.batch_lines</name>
    <message>
        <source>no. {id} · {time} · {who} · {kind} · {file} · {state} · {counts}</source>
        <translation>第 {id} 批 · {time} · {who} · {kind} · {file} · {state} · {counts}</translation>
    </message>
    <message>
        <source>rows {rows}</source>
        <translation>共 {rows} 行</translation>
    </message>
    <message>
        <source>rows {rows}, stored {accepted}</source>
        <translation>共 {rows} 行，入库 {accepted} 行</translation>
    </message>
    <message>
        <source>rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.</source>
        <translation>共 {rows} 行，入库 {accepted}，无变化 {unchanged}，重复 {twins}，退回 {refused}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.bench</name>
    <message>
        <source>Measure this machine, as ratios within one run.</source>
        <translation>测量本机性能，以同一次运行中的比值表示。</translation>
    </message>
    <message>
        <source>bench {name} has no rows to choose.</source>
        <translation>bench {name} 没有可选的行数。</translation>
    </message>
    <message>
        <source>how many persons or rows; left out, the size of the goal</source>
        <translation>人数或行数；不写则按目标规模</translation>
    </message>
    <message>
        <source>what to measure</source>
        <translation>测量项目</translation>
    </message>
    <message>
        <source>write the figures to this file too</source>
        <translation>同时把数据写入此文件</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}. Name another file.</source>
        <translation>{file} 无法写入：{why}。请另选文件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.calendar</name>
    <message>
        <source>Change working hours and holiday notices.</source>
        <translation>修改工作时间与节假日安排。</translation>
    </message>
    <message>
        <source>In force for what begins from now on: {key}.</source>
        <translation>自即刻起新开始的时限按此版计算：{key}。</translation>
    </message>
    <message>
        <source>Let running deadlines follow the edition in force, or go on with it.</source>
        <translation>让在办时限改随现行版日历，或继续未完的改随。</translation>
    </message>
    <message>
        <source>List calendars and their editions.</source>
        <translation>列出工作日历及其各版。</translation>
    </message>
    <message>
        <source>Nothing differs from the edition in force.</source>
        <translation>与现行版没有差别。</translation>
    </message>
    <message>
        <source>Nothing is changed yet: {n} running deadline would move. Say --keep to leave it as it was set, or --move to let it follow.</source>
        <translation>尚未作任何改动：有 {n} 个在办时限将会变动。加 --keep 维持原定，加 --move 改随新版。</translation>
    </message>
    <message>
        <source>Nothing is changed yet: {n} running deadlines would move. Say --keep to leave them as they were set, or --move to let them follow.</source>
        <translation>尚未作任何改动：有 {n} 个在办时限将会变动。加 --keep 维持原定，加 --move 改随新版。</translation>
    </message>
    <message>
        <source>Put a changed calendar in force as a new edition.</source>
        <translation>把改动后的日历作为新版启用。</translation>
    </message>
    <message>
        <source>Running deadlines that would move: {n}</source>
        <translation>将会变动的在办时限：{n}</translation>
    </message>
    <message>
        <source>Say what a changed calendar has otherwise; changes nothing.</source>
        <translation>说明改动后的日历有何不同；不做任何改动。</translation>
    </message>
    <message>
        <source>Stopped. Whole incidents were done, the others stand as before; go on with: gridcenter calendar move</source>
        <translation>已停止。已处理的事件都是完整的，其余维持原样；继续请运行：gridcenter calendar move</translation>
    </message>
    <message>
        <source>There is no calendar “{key}”. Known: {known}.</source>
        <translation>没有日历“{key}”。现有：{known}。</translation>
    </message>
    <message>
        <source>Write a calendar to a file that can be changed and put back.</source>
        <translation>把工作日历写成文件，修改后可再放回。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>calendar as YAML</source>
        <translation>日历文件（YAML）</translation>
    </message>
    <message>
        <source>calendar in force, or an edition such as office@1</source>
        <translation>现行日历，或某一版，如 office@1</translation>
    </message>
    <message>
        <source>days in notices</source>
        <translation>日期数</translation>
    </message>
    <message>
        <source>edition</source>
        <translation>版</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>new file, ending in .yaml</source>
        <translation>新文件，以 .yaml 结尾</translation>
    </message>
    <message>
        <source>notices of</source>
        <translation>已录节假日安排</translation>
    </message>
    <message>
        <source>weekdays</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>whether running deadlines move, or stay as they were set</source>
        <translation>在办时限是改随新版，还是维持原定</translation>
    </message>
    <message>
        <source>why it changes, such as the notice it follows</source>
        <translation>修改缘由，例如所依据的通知</translation>
    </message>
    <message>
        <source>with the store</source>
        <translation>建库时</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}. Name another file.</source>
        <translation>{file} 无法写入：{why}。请另选文件。</translation>
    </message>
    <message>
        <source>{file} is there already: name a new file.</source>
        <translation>{file} 已存在：请另取文件名。</translation>
    </message>
    <message>
        <source>{number} · {clock}: {before} → {after}</source>
        <translation>{number} · {clock}：{before} → {after}</translation>
    </message>
    <message>
        <source>{n} incident has new deadlines; it has a step that says so.</source>
        <translation>{n} 个事件的时限已改，留有一条痕迹。</translation>
    </message>
    <message>
        <source>{n} incidents have new deadlines; each has a step that says so.</source>
        <translation>{n} 个事件的时限已改，各留一条痕迹。</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 另有 {n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.care</name>
    <message>
        <source>Care file no. {id} has ended.</source>
        <translation>关爱档案 {id} 号已结束。</translation>
    </message>
    <message>
        <source>Care file no. {id} is open.</source>
        <translation>关爱档案 {id} 号已建立。</translation>
    </message>
    <message>
        <source>Care file no. {id} is renewed.</source>
        <translation>关爱档案 {id} 号已续期。</translation>
    </message>
    <message>
        <source>Care files, for the accounts that are named in them.</source>
        <translation>关爱服务档案，仅供列入知悉范围的账号。</translation>
    </message>
    <message>
        <source>End a file before its last day.</source>
        <translation>在到期前结束档案。</translation>
    </message>
    <message>
        <source>Give a file a further term; a second person does it.</source>
        <translation>给档案续期，由第二人办理。</translation>
    </message>
    <message>
        <source>ID number instead; - reads it from the input</source>
        <translation>改用公民身份号码；- 表示从输入读取</translation>
    </message>
    <message>
        <source>ID number; - reads it from the standard input</source>
        <translation>公民身份号码；- 表示从标准输入读取</translation>
    </message>
    <message>
        <source>List the files that name you, and those to renew.</source>
        <translation>列出把您列入知悉范围的档案，以及待续期的档案。</translation>
    </message>
    <message>
        <source>List the programmes with basis, consent and longest term.</source>
        <translation>列出关爱项目及其依据、同意要求和最长期限。</translation>
    </message>
    <message>
        <source>Name --plan with a day, or --made with a day and --outcome.</source>
        <translation>请写 --plan 和日期，或 --made、日期和 --outcome。</translation>
    </message>
    <message>
        <source>Name an account that may see a file, or take it off the list.</source>
        <translation>把账号列入知悉范围，或移出。</translation>
    </message>
    <message>
        <source>Name the number of a file, or --number with an ID number.</source>
        <translation>请写档案号，或用 --number 写公民身份号码。</translation>
    </message>
    <message>
        <source>No care file for this account.</source>
        <translation>没有供本账号查看的关爱档案。</translation>
    </message>
    <message>
        <source>Open a file by its number, or the files of a person by the ID number.</source>
        <translation>按档案号打开一份档案，或按公民身份号码打开某人的档案。</translation>
    </message>
    <message>
        <source>Open a file of a person in a programme.</source>
        <translation>为某人建立一个项目的档案。</translation>
    </message>
    <message>
        <source>Plan a visit, or write down what one came to.</source>
        <translation>计划走访，或登记走访结果。</translation>
    </message>
    <message>
        <source>The list of care file no. {id} is changed.</source>
        <translation>关爱档案 {id} 号的知悉范围已更改。</translation>
    </message>
    <message>
        <source>Write down what is given.</source>
        <translation>登记给予的救助待遇。</translation>
    </message>
    <message>
        <source>Written into care file no. {id}.</source>
        <translation>已记入关爱档案 {id} 号。</translation>
    </message>
    <message>
        <source>a visit was made on this day</source>
        <translation>已在这一天走访</translation>
    </message>
    <message>
        <source>account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>accounts that may see it too, with commas between</source>
        <translation>其他可知悉的账号，用逗号分隔</translation>
    </message>
    <message>
        <source>allowance, relief, goods …</source>
        <translation>allowance、relief、goods……</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>day of the consent</source>
        <translation>同意日期</translation>
    </message>
    <message>
        <source>first day; today without it</source>
        <translation>起始日；不写为今天</translation>
    </message>
    <message>
        <source>from this day</source>
        <translation>自这一天</translation>
    </message>
    <message>
        <source>last day of knowing; else the file's</source>
        <translation>知悉的最后一天；不写则同档案</translation>
    </message>
    <message>
        <source>last day of the file</source>
        <translation>档案的最后一天</translation>
    </message>
    <message>
        <source>new last day</source>
        <translation>新的最后一天</translation>
    </message>
    <message>
        <source>number of the file</source>
        <translation>档案号</translation>
    </message>
    <message>
        <source>person, guardian or none</source>
        <translation>person、guardian 或 none</translation>
    </message>
    <message>
        <source>plan a visit on this day</source>
        <translation>计划在这一天走访</translation>
    </message>
    <message>
        <source>programme, see “care programmes”</source>
        <translation>关爱项目，见 “care programmes”</translation>
    </message>
    <message>
        <source>take the account off the list</source>
        <translation>把账号移出知悉范围</translation>
    </message>
    <message>
        <source>the office that decided</source>
        <translation>决定机关</translation>
    </message>
    <message>
        <source>to this day</source>
        <translation>至这一天</translation>
    </message>
    <message>
        <source>what and how much</source>
        <translation>内容和数额</translation>
    </message>
    <message>
        <source>what it came to: met, phoned …</source>
        <translation>走访结果：met、phoned……</translation>
    </message>
    <message>
        <source>what was seen and said</source>
        <translation>走访情况</translation>
    </message>
    <message>
        <source>who visits; you without it</source>
        <translation>走访人；不写为本人</translation>
    </message>
    <message>
        <source>why it ends</source>
        <translation>结束理由</translation>
    </message>
    <message>
        <source>why it goes on</source>
        <translation>续期理由</translation>
    </message>
    <message>
        <source>why the person needs help</source>
        <translation>需要帮助的理由</translation>
    </message>
    <message>
        <source>“{text}” is no consent: person, guardian or none</source>
        <translation>“{text}”不是同意方式：person、guardian 或 none</translation>
    </message>
    <message>
        <source>“{text}” is no number of a file</source>
        <translation>“{text}”不是档案号</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.care_lines</name>
    <message>
        <source>Another account renews.</source>
        <translation>须由另一账号续期。</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Benefit</source>
        <translation>救助待遇</translation>
    </message>
    <message>
        <source>Care file</source>
        <translation>关爱档案</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Days at most</source>
        <translation>最长天数</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>代号</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>May know</source>
        <translation>知悉范围</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>下次走访</translation>
    </message>
    <message>
        <source>No care file names this account.</source>
        <translation>没有档案把本账号列入知悉范围。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>No. {id} ended on {day}: renew it, or it is gone.</source>
        <translation>{id} 号已于 {day} 到期：不续期即失效。</translation>
    </message>
    <message>
        <source>No. {id} ends on {day}: to renew.</source>
        <translation>{id} 号将于 {day} 到期：待续期。</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>建档人</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>关爱项目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Visit every (days)</source>
        <translation>走访间隔（天）</translation>
    </message>
    <message>
        <source>{who}, named by {by}, through {day}</source>
        <translation>{who}，由 {by} 列入，至 {day}</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.change_lines</name>
    <message>
        <source> Without a unit: {n}.</source>
        <translation> 没有对应单位的：{n} 项。</translation>
    </message>
    <message>
        <source>Baseline: what the registers hold is known. Changes of the last days: {found}, tasks: none.</source>
        <translation>已建立基线：登记中现有的内容视为已知。记下近期变动 {found} 条，不派任务。</translation>
    </message>
    <message>
        <source>Changes found: {found}, withdrawn: {withdrawn}, tasks made: {tasks}.</source>
        <translation>发现变动 {found} 条，撤回 {withdrawn} 条，生成任务 {tasks} 项。</translation>
    </message>
    <message>
        <source>Tasks without a unit: {n}. See gridcenter changes tasks --unit -</source>
        <translation>没有对应单位的任务：{n} 项。见 gridcenter changes tasks --unit -</translation>
    </message>
    <message>
        <source>age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>busiest day</source>
        <translation>最忙一日</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>fell away</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>found</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>from the baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>无对应单位</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>part</source>
        <translation>分工</translation>
    </message>
    <message>
        <source>per day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>what changed</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>{day} (found)</source>
        <translation>{day}（发现日）</translation>
    </message>
    <message>
        <source>{month}: changes {changes}, covered by the rules {covered}; tasks {tasks}. Nothing was written.</source>
        <translation>{month}：变动 {changes} 条，其中规则涉及 {covered} 条；任务 {tasks} 项。没有写入任何内容。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.changes</name>
    <message>
        <source>Complete a task with an outcome.</source>
        <translation>以结果办结一项任务。</translation>
    </message>
    <message>
        <source>Completed: no. {id} · {what} · {outcome}</source>
        <translation>已办结：{id} 号 · {what} · {outcome}</translation>
    </message>
    <message>
        <source>Count tasks by unit and rule: due, in time, late, open.</source>
        <translation>按单位和规则统计任务：应办、按时办结、超时办结、未办结。</translation>
    </message>
    <message>
        <source>Find what changed in the registers since the last pass, and make the tasks.</source>
        <translation>查找上次以来登记中的人口变动，并生成任务。</translation>
    </message>
    <message>
        <source>Let the clock of a task run again.</source>
        <translation>恢复任务的时限钟。</translation>
    </message>
    <message>
        <source>Let the clock of a task stand: the resident is away.</source>
        <translation>暂停任务的时限钟：居民外出。</translation>
    </message>
    <message>
        <source>List changes with the lights of their tasks.</source>
        <translation>列出变动及其任务的灯。</translation>
    </message>
    <message>
        <source>List tasks: of a unit, a rule, a month, or behind a number of the board.</source>
        <translation>列出任务：按单位、规则、月份，或看板某个数字背后的任务。</translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation>没有变动。</translation>
    </message>
    <message>
        <source>No tasks.</source>
        <translation>没有任务。</translation>
    </message>
    <message>
        <source>Population changes and the tasks they make for units.</source>
        <translation>人口变动及其派给各单位的任务。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Stopped. What was found so far is kept; the next pass finds the rest.</source>
        <translation>已停止。已发现的保留；其余由下一次查找。</translation>
    </message>
    <message>
        <source>Tell what rules would have made of a month's changes; writes nothing.</source>
        <translation>试算规则对某月变动会生成什么；不写入任何内容。</translation>
    </message>
    <message>
        <source>The clock runs again: no. {id} · {what}</source>
        <translation>已恢复：{id} 号 · {what}</translation>
    </message>
    <message>
        <source>The clock stands: no. {id} · {what}</source>
        <translation>已暂停：{id} 号 · {what}</translation>
    </message>
    <message>
        <source>also changes that do not hold any more</source>
        <translation>包括已不成立的变动</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>at most so many</source>
        <translation>最多列出条数</translation>
    </message>
    <message>
        <source>done, or another one of the rules</source>
        <translation>done,或规则中的其他结果</translation>
    </message>
    <message>
        <source>many new rows are no initial fill: make their tasks</source>
        <translation>大量新行不是首次录入：照常派任务</translation>
    </message>
    <message>
        <source>month of the changes</source>
        <translation>变动所在月份</translation>
    </message>
    <message>
        <source>no. of the task, as listed</source>
        <translation>任务编号，见列表</translation>
    </message>
    <message>
        <source>one rule in force, or a file (.yaml) of rules</source>
        <translation>一条现行规则，或规则文件（.yaml）</translation>
    </message>
    <message>
        <source>only due, in_time, late, open or overdue ones</source>
        <translation>只列 due、in_time、late、open 或 overdue</translation>
    </message>
    <message>
        <source>only of this rule</source>
        <translation>只列该规则的</translation>
    </message>
    <message>
        <source>only of this unit; - for those without</source>
        <translation>只列该单位的；- 表示没有单位的</translation>
    </message>
    <message>
        <source>only this kind: birth, move_in …</source>
        <translation>只列这一类：birth、move_in……</translation>
    </message>
    <message>
        <source>only this month</source>
        <translation>只看该月</translation>
    </message>
    <message>
        <source>take what the registers hold now as known: no tasks</source>
        <translation>把登记中现有的内容视为已知：不派任务</translation>
    </message>
    <message>
        <source>there is no figure “{name}”: name one of {known}</source>
        <translation>没有指标“{name}”：请用 {known} 之一</translation>
    </message>
    <message>
        <source>whose limit ends in this month</source>
        <translation>时限在该月到期的</translation>
    </message>
    <message>
        <source>why the clock stands</source>
        <translation>暂停的原因</translation>
    </message>
    <message>
        <source>why; some outcomes need it</source>
        <translation>原因；有些结果必须填写</translation>
    </message>
    <message>
        <source>with masked names; the audit keeps that you asked</source>
        <translation>带脱敏姓名；审计记下此次查询</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.clock_lines</name>
    <message>
        <source>Counted</source>
        <translation>工作分钟</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>The ledger gives {time}: see gridcenter clocks verify.</source>
        <translation>按台账重算为 {time}：请运行 gridcenter clocks verify 核对。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按时完成</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时完成</translation>
    </message>
    <message>
        <source>{clock} · {name} · limit {limit} · due {due} · {light}</source>
        <translation>{clock} · {name} · 时限 {limit} · 截止 {due} · {light}</translation>
    </message>
    <message>
        <source>{limit} {minus} {used} = {n} min left</source>
        <translation>{limit} {minus} {used} = 剩 {n} 分</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{used} {minus} {limit} = {n} min overdue</source>
        <translation>{used} {minus} {limit} = 超时 {n} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.clock_standards</name>
    <message>
        <source>Deadlines of open incidents that the standards in force would move: {n}</source>
        <translation>按现行标准会移动的未结事件期限：{n} 个</translation>
    </message>
    <message>
        <source>Stopped. Whole incidents were done, the others stand as before; ask again to go on.</source>
        <translation>已停止。已处理的事件是完整的，其余保持原样；再次执行即可继续。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>give a --reason: it stands in every incident whose deadline moves</source>
        <translation>请用 --reason 说明理由：期限移动的每个事件都会留下这一理由</translation>
    </message>
    <message>
        <source>let these deadlines follow</source>
        <translation>让这些期限按新标准重算</translation>
    </message>
    <message>
        <source>why they move, such as the notice of the new standard</source>
        <translation>移动的理由，例如新标准的通知</translation>
    </message>
    <message>
        <source>{number} · {clock}: {before} → {after}</source>
        <translation>{number} · {clock}：{before} → {after}</translation>
    </message>
    <message>
        <source>{n} incidents have new deadlines; each has a step that says so.</source>
        <translation>{n} 个事件的时限已改，各留一条痕迹。</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 另有 {n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.clocks</name>
    <message>
        <source>Cancelled. Nothing was changed, and no report was written.</source>
        <translation>已取消。未做任何改动，也未写报告。</translation>
    </message>
    <message>
        <source>Check the clocks of incidents against their ledgers.</source>
        <translation>按台账核对事件的时限钟。</translation>
    </message>
    <message>
        <source>Compute every clock of the store again from its ledger; changes nothing.</source>
        <translation>按台账重算全库的每一个时限钟；不做任何改动。</translation>
    </message>
    <message>
        <source>It has no clock: it came from another system.</source>
        <translation>没有时限钟：来自其他系统。</translation>
    </message>
    <message>
        <source>List deadlines that changed standards would move; with --move let them follow.</source>
        <translation>列出标准变更后会移动的期限；加 --move 让其按新标准重算。</translation>
    </message>
    <message>
        <source>Running clocks: {what}.</source>
        <translation>正在运行的时限钟：{what}。</translation>
    </message>
    <message>
        <source>Show the clocks of one incident, segment by segment.</source>
        <translation>逐段显示一个事件的全部时限钟。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>card {n} ({kind})</source>
        <translation>督办卡 {n}（{kind}）</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>number of the incident</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>population task {n} ({rule})</source>
        <translation>人口变动任务 {n}（{rule}）</translation>
    </message>
    <message>
        <source>residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>the incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>write every difference to this file (.csv, .xlsx)</source>
        <translation>把每一处差异写入此文件（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{cards} reply clocks of cards computed again: all are as stored.</source>
        <translation>已重算 {cards} 张督办卡的回复时限：全部一致。</translation>
    </message>
    <message>
        <source>{cards} reply clocks of cards computed again: {differences} differences in {differing} cards.</source>
        <translation>已重算 {cards} 张督办卡的回复时限：{differing} 张有 {differences} 处不符。</translation>
    </message>
    <message>
        <source>{clocks} clocks of {incidents} incidents computed again: all are as stored ({bare} incidents have no clock).</source>
        <translation>已重算 {incidents} 个事件的 {clocks} 个时限钟：与库中全部一致（{bare} 个事件没有时限钟）。</translation>
    </message>
    <message>
        <source>{clocks} clocks of {incidents} incidents computed again: {differences} differences in {differing} incidents. Nothing was changed.</source>
        <translation>已重算 {incidents} 个事件的 {clocks} 个时限钟：{differing} 个事件有 {differences} 处差异。未做任何改动。</translation>
    </message>
    <message>
        <source>{clock} no. {n}</source>
        <translation>{clock}第 {n} 个</translation>
    </message>
    <message>
        <source>{number} · {clock} · {field}: stored {stored}, ledger {recomputed} · {why}</source>
        <translation>{number} · {clock} · {field}：库中 {stored}，台账 {recomputed} · {why}</translation>
    </message>
    <message>
        <source>{tasks} clocks of population tasks computed again: all are as stored.</source>
        <translation>重新计算人口变动任务的时限钟 {tasks} 个：全部与存储一致。</translation>
    </message>
    <message>
        <source>{tasks} clocks of population tasks computed again: {differences} differences in {differing} tasks.</source>
        <translation>重新计算人口变动任务的时限钟 {tasks} 个：{differing} 项任务有 {differences} 处差异。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.context</name>
    <message>
        <source>The address behind --store is empty. Name a store, or leave the option out.</source>
        <translation>--store 后面的地址为空。请写明数据库，或去掉该选项。</translation>
    </message>
    <message>
        <source>address of the store: a file, sqlite:///file.db or postgresql://user@server/database</source>
        <translation>数据库地址：一个文件、sqlite:///文件.db 或 postgresql://用户@服务器/库名</translation>
    </message>
    <message>
        <source>… and {n} more differences.</source>
        <translation>……另有 {n} 处差异。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.demo</name>
    <message>
        <source>Cancelled. Nothing was stored.</source>
        <translation>已取消，未写入任何数据。</translation>
    </message>
    <message>
        <source>Demo made (all data are synthetic): {communities} communities, {grids} grids, {buildings} buildings, {components} components, {persons} persons, {incidents} incidents.</source>
        <translation>演示区已生成（全部为合成数据）：社区 {communities} 个、网格 {grids} 个、建筑 {buildings} 栋、部件 {components} 个、人口 {persons} 人、事件 {incidents} 件。</translation>
    </message>
    <message>
        <source>Ended: {reported} reported, {moved} moved, {refused} refused.</source>
        <translation>已结束：上报 {reported} 件，办理 {moved} 次，被拒 {refused} 次。</translation>
    </message>
    <message>
        <source>Live: {rate} reports and moves per second. Ctrl+C ends it.</source>
        <translation>实时运行：每秒上报和办理 {rate} 次，按 Ctrl+C 结束。</translation>
    </message>
    <message>
        <source>Make a synthetic district, and with --live let people work in it.</source>
        <translation>生成合成的演示区；加 --live 时有人在其中上报和办理。</translation>
    </message>
    <message>
        <source>No folder for attachments is set: the players leave alone what asks for photographs.</source>
        <translation>没有设置附件文件夹：演示人员不处理要求照片的事件。</translation>
    </message>
    <message>
        <source>Store: {address}</source>
        <translation>数据库：{address}</translation>
    </message>
    <message>
        <source>The store can be written again.</source>
        <translation>数据库恢复写入。</translation>
    </message>
    <message>
        <source>Waiting for the store. {why}</source>
        <translation>正在等待数据库。{why}</translation>
    </message>
    <message>
        <source>encrypt the file; its key goes to the key file</source>
        <translation>加密该文件；密钥写入密钥文件</translation>
    </message>
    <message>
        <source>how large</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>report and move incidents until Ctrl+C; makes the demo first</source>
        <translation>持续上报和办理事件，Ctrl+C 结束；尚无演示数据时先生成</translation>
    </message>
    <message>
        <source>reports and moves per second with --live</source>
        <translation>--live 时每秒上报和办理的次数</translation>
    </message>
    <message>
        <source>the same seed makes the same district</source>
        <translation>相同的种子生成相同的演示区</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.display</name>
    <message>
        <source>The display {name} does not answer. Log in at a desktop of your own account, or correct DISPLAY; pictures of the pages can be made without one: gridcenter screenshots DIR</source>
        <translation>显示器 {name} 没有应答。请在本人账户的桌面上登录，或改正 DISPLAY；没有显示器也可以生成页面图片：gridcenter screenshots DIR</translation>
    </message>
    <message>
        <source>The map does not run as root. Use an ordinary account; on a machine that is only for trying, set QTWEBENGINE_DISABLE_SANDBOX=1.</source>
        <translation>地图不能以 root 运行。请使用普通账户；仅供试用的机器可设置 QTWEBENGINE_DISABLE_SANDBOX=1。</translation>
    </message>
    <message>
        <source>The system library {name} is missing. On Debian and Ubuntu: sudo apt install libxcb1 libxcb-cursor0</source>
        <translation>缺少系统库 {name}。在 Debian、Ubuntu 上请运行：sudo apt install libxcb1 libxcb-cursor0</translation>
    </message>
    <message>
        <source>There is no display here. Pictures of the pages can be made without one: gridcenter screenshots DIR</source>
        <translation>这里没有显示器。不用显示器也可以生成页面图片：gridcenter screenshots DIR</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.encryption</name>
    <message>
        <source>Cancelled. The store is as it was.</source>
        <translation>已取消，数据库未变。</translation>
    </message>
    <message>
        <source>Encrypt the file anew with another key; the old key stays for backups.</source>
        <translation>换一个密钥重新加密；旧密钥保留，供备份使用。</translation>
    </message>
    <message>
        <source>Encrypt the file of an embedded store with a new key.</source>
        <translation>用新密钥加密内嵌数据库的文件。</translation>
    </message>
    <message>
        <source>Encryption of an embedded store; nobody else may have it open.</source>
        <translation>内嵌数据库的加密；期间他人不得打开。</translation>
    </message>
    <message>
        <source>The store and its attachments are encrypted now. Backups and copies made before are not: destroy them or keep them locked up.</source>
        <translation>数据库和附件已加密。此前的备份和副本没有加密：请销毁或锁存。</translation>
    </message>
    <message>
        <source>The store and its attachments are plain files now: whoever has them reads them. The key stays in the key file for backups.</source>
        <translation>数据库和附件现在是未加密的文件：拿到的人都能读。密钥留在密钥文件里，供备份使用。</translation>
    </message>
    <message>
        <source>The store has a new key. The old one stays in the key file for backups.</source>
        <translation>数据库已换新密钥。旧密钥仍留在密钥文件中，供备份使用。</translation>
    </message>
    <message>
        <source>The store is encrypted already; {n} attachments that stood in plain beside it are now too.</source>
        <translation>数据库原已加密；旁边未加密的 {n} 个附件现在也已加密。</translation>
    </message>
    <message>
        <source>Write an encrypted store as a plain file.</source>
        <translation>把加密库写成未加密的文件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.flow</name>
    <message>
        <source>Check flows, play them through, and switch a centre's own ones on.</source>
        <translation>检查、推演流程，启用本中心自己的流程。</translation>
    </message>
    <message>
        <source>List flows, and with --store their versions in it.</source>
        <translation>列出流程；加 --store 时列出库中的各个版本。</translation>
    </message>
    <message>
        <source>Play a flow through without a store: who, when, which clocks.</source>
        <translation>不用数据库推演流程：谁、何时、哪些时限钟。</translation>
    </message>
    <message>
        <source>Say what is wrong with flows; every flaw with its place.</source>
        <translation>检查流程模板，逐条指出问题及位置。</translation>
    </message>
    <message>
        <source>There is no flow “{name}”, and no such file. Flows of this program: {names}.</source>
        <translation>没有“{name}”这个流程，也没有这个文件。本程序的流程：{names}。</translation>
    </message>
    <message>
        <source>a version in the store; what it comes to is kept</source>
        <translation>库中的版本号；推演结果会留存</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>flows as YAML, or names of flows</source>
        <translation>YAML 流程文件，或流程名称</translation>
    </message>
    <message>
        <source>moves to take, with commas; without it the usual ones</source>
        <translation>要走的动作，用逗号分隔；不填则走常规路径</translation>
    </message>
    <message>
        <source>name of a flow, or a file of one</source>
        <translation>流程名称或流程文件</translation>
    </message>
    <message>
        <source>percent of the time left that passes before each move</source>
        <translation>每个动作前用去剩余时限的百分比</translation>
    </message>
    <message>
        <source>when it is reported: 2026-09-30 17:30; without it now</source>
        <translation>上报时间：2026-09-30 17:30；不填为现在</translation>
    </message>
    <message>
        <source>{file} cannot be switched on ({n}):</source>
        <translation>{file} 不能启用（{n} 处）：</translation>
    </message>
    <message>
        <source>{file}: good. {states} states, {moves} moves, {clocks} clocks.</source>
        <translation>{file}：可用。状态 {states} 个，动作 {moves} 个，时限钟 {clocks} 个。</translation>
    </message>
    <message>
        <source>“{text}” is no time of this century: write it as 2026-09-30 17:30.</source>
        <translation>“{text}”不是本世纪的时间：请写作 2026-09-30 17:30。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.flow_lines</name>
    <message>
        <source>approved by: {roles}</source>
        <translation>审批：{roles}</translation>
    </message>
    <message>
        <source>clocks</source>
        <translation>时限钟</translation>
    </message>
    <message>
        <source>flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>for categories</source>
        <translation>适用类别</translation>
    </message>
    <message>
        <source>light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>move</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>moves</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>states</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>who</source>
        <translation>经办</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.grounds</name>
    <message>
        <source>the open incident that it is for</source>
        <translation>所关联的未结事件</translation>
    </message>
    <message>
        <source>the reason where no incident is named</source>
        <translation>未写事件时的理由</translation>
    </message>
    <message>
        <source>why: {known}</source>
        <translation>查询事由：{known}</translation>
    </message>
    <message>
        <source>“{text}” is no purpose: choose from {known}</source>
        <translation>“{text}”不是查询事由：请从 {known} 中选择</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.help_page</name>
    <message>
        <source>(default: {value})</source>
        <translation>（默认：{value}）</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>（必填）</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Usage: {usage}</source>
        <translation>用法：{usage}</translation>
    </message>
    <message>
        <source>[command]</source>
        <translation>[命令]</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[选项]</translation>
    </message>
    <message>
        <source>show this help and end</source>
        <translation>显示本说明后退出</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.holders</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Age band</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Say which one is meant: the same line with --person and a no. of the list.</source>
        <translation>请指明是哪一位：在同一命令后加 --person 和名单中的编号。</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>which one, where several people stand under the number: its no. in the list</source>
        <translation>同一号码下有多人时指明是哪一位：名单中的编号</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.homes</name>
    <message>
        <source>After</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>Done: {what}.</source>
        <translation>已办：{what}。</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止</translation>
    </message>
    <message>
        <source>ID number of the person; - reads it from the standard input</source>
        <translation>本人的公民身份号码；写 - 则从标准输入读取</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Nobody with this number in your area. The question stands in the audit.</source>
        <translation>辖区内没有该号码的人员。本次查询已记入审计。</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Put a line of the tenure right; how it stood stays.</source>
        <translation>更正一条房屋性质记录；原记录保留。</translation>
    </message>
    <message>
        <source>Put a place in a household right; how it stood stays in the history.</source>
        <translation>更正户内关系；原记录留在变更记录中。</translation>
    </message>
    <message>
        <source>Put a residence right; how it stood stays in the history.</source>
        <translation>更正居住关系；原记录留在变更记录中。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Record how premises are held from a day on: owned, let, untitled, empty.</source>
        <translation>登记房屋自某日起的性质：自有（owned）、出租（let）、无证（untitled）、空置（empty）。</translation>
    </message>
    <message>
        <source>Record that a person has left a household.</source>
        <translation>登记某人离户。</translation>
    </message>
    <message>
        <source>Record that a person has moved out.</source>
        <translation>登记某人迁出。</translation>
    </message>
    <message>
        <source>Record that a person lives somewhere.</source>
        <translation>登记某人入住。</translation>
    </message>
    <message>
        <source>Record that premises are not held so any more.</source>
        <translation>登记房屋性质终止。</translation>
    </message>
    <message>
        <source>Record the place of a person in a household.</source>
        <translation>登记某人入户。</translation>
    </message>
    <message>
        <source>Residence</source>
        <translation>居住</translation>
    </message>
    <message>
        <source>Residences, households and tenures kept by hand.</source>
        <translation>人工维护居住关系、户内关系和房屋性质。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>What was kept by hand about a person, as it was before and after.</source>
        <translation>列出人工维护的居住和户内关系变更，含变更前后。</translation>
    </message>
    <message>
        <source>Where a person lives and lived, and in which household; masked, audited first.</source>
        <translation>列出某人的现住和曾住房屋及所在户；脱敏显示，先写审计。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>first day; ? for an unknown one</source>
        <translation>开始日期；不详写 ?</translation>
    </message>
    <message>
        <source>household number</source>
        <translation>户号</translation>
    </message>
    <message>
        <source>last day; ? where it goes on</source>
        <translation>结束日期；仍在继续写 ?</translation>
    </message>
    <message>
        <source>no. of the line, as listed</source>
        <translation>记录编号，见列表</translation>
    </message>
    <message>
        <source>owned, let, untitled or empty</source>
        <translation>自有（owned）、出租（let）、无证（untitled）或空置（empty）</translation>
    </message>
    <message>
        <source>owned, let, untitled or empty; void takes a wrong line out</source>
        <translation>自有（owned）、出租（let）、无证（untitled）或空置（empty）；void 撤销误记</translation>
    </message>
    <message>
        <source>owner, tenant or lodger; void takes a wrong line out</source>
        <translation>自有（owner）、承租（tenant）或寄住（lodger）；void 撤销误记</translation>
    </message>
    <message>
        <source>premises code</source>
        <translation>房屋编码</translation>
    </message>
    <message>
        <source>premises in which a new household begins</source>
        <translation>新立户所在房屋的编码</translation>
    </message>
    <message>
        <source>relation to the head: a code or name of GB/T 4761</source>
        <translation>与户主关系：GB/T 4761 的代码或名称</translation>
    </message>
    <message>
        <source>relation to the head; void takes a wrong line out</source>
        <translation>与户主关系；void 撤销误记</translation>
    </message>
    <message>
        <source>who said so</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>why the line is put right; stands in the history</source>
        <translation>更正理由；写入变更记录</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.importing</name>
    <message>
        <source>--stage and --dry-run exclude each other: staged rows can be dropped.</source>
        <translation>--stage 与 --dry-run 不能同用：暂存的行可以放弃。</translation>
    </message>
    <message>
        <source>Bring files in; every row is checked, refused ones go to a file.</source>
        <translation>导入文件；逐行检查，不合格的行写入退回文件。</translation>
    </message>
    <message>
        <source>CSV, Excel or GeoJSON</source>
        <translation>CSV、Excel 或 GeoJSON</translation>
    </message>
    <message>
        <source>Cancelled. Nothing of {file} was stored.</source>
        <translation>已取消。{file} 没有任何内容入库。</translation>
    </message>
    <message>
        <source>Refused rows and twins, line by line: {file}</source>
        <translation>退回行和重复行逐行列在：{file}</translation>
    </message>
    <message>
        <source>They wait as import batch no. {id}: gridcenter batch show {id}, then batch apply or drop {id}.</source>
        <translation>已暂存为导入批次 {id}：先 gridcenter batch show {id}，再 batch apply 或 drop {id}。</translation>
    </message>
    <message>
        <source>Write records of the store to a file (.csv, .xlsx, .geojson).</source>
        <translation>把数据库中的记录写入文件（.csv、.xlsx、.geojson）。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Written: {file}, rows {n}</source>
        <translation>已写入 {file}，共 {n} 行</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>check and match, let it wait; see: gridcenter batch</source>
        <translation>校验、比对后暂存待入库；见 gridcenter batch</translation>
    </message>
    <message>
        <source>check everything, store nothing</source>
        <translation>只检查，不入库</translation>
    </message>
    <message>
        <source>datum of the coordinates: wgs84, cgcs2000, gcj02, bd09</source>
        <translation>坐标系：wgs84、cgcs2000、gcj02、bd09</translation>
    </message>
    <message>
        <source>encoding, when it is not recognised</source>
        <translation>文件编码，无法识别时指定</translation>
    </message>
    <message>
        <source>file for refused rows and twins</source>
        <translation>存放退回行和重复行的文件</translation>
    </message>
    <message>
        <source>file to write; its ending decides the format</source>
        <translation>要写入的文件；格式由扩展名决定</translation>
    </message>
    <message>
        <source>files of a known origin; see: gridcenter preset list</source>
        <translation>已知来源的文件；见：gridcenter preset list</translation>
    </message>
    <message>
        <source>for template: the kind of the empty table</source>
        <translation>用于 template：空表的种类</translation>
    </message>
    <message>
        <source>rows {rows}, nothing stored: to be stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.</source>
        <translation>共 {rows} 行，未入库：可入库 {accepted}，无变化 {unchanged}，重复 {twins}，退回 {refused}。</translation>
    </message>
    <message>
        <source>rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.</source>
        <translation>共 {rows} 行，入库 {accepted}，无变化 {unchanged}，重复 {twins}，退回 {refused}。</translation>
    </message>
    <message>
        <source>what the files hold</source>
        <translation>文件的内容</translation>
    </message>
    <message>
        <source>what to write</source>
        <translation>要导出的内容</translation>
    </message>
    <message>
        <source>where the files come from; stands with their values</source>
        <translation>文件的数据来源；随其取值一并记录</translation>
    </message>
    <message>
        <source>{file} is to be imported: name another for the refused rows.</source>
        <translation>{file} 是要导入的文件：请为退回的行指定另一个文件。</translation>
    </message>
    <message>
        <source>{file}: {counted}</source>
        <translation>{file}：{counted}</translation>
    </message>
    <message>
        <source>{sentence} Nothing of {file} was stored.</source>
        <translation>{sentence}{file} 没有任何内容入库。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.key_words</name>
    <message>
        <source>It is encrypted. Its key is in {file}: keep a copy in a safe, away from the backups; without it nobody reads the store again. Files attached to incidents are encrypted with it too.</source>
        <translation>已加密。密钥在 {file}：请另存一份锁进保险柜，与备份分开存放；没有它，谁也读不出数据库。事件附件也随之加密。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.ledger</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Count a ledger per street, community or grid, or show its masked rows.</source>
        <translation>按街道、社区或网格统计台账，或显示其脱敏明细。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>List the ledgers with how many each holds in your area.</source>
        <translation>列出各台账在本辖区的数量。</translation>
    </message>
    <message>
        <source>Next page: --after '{place}'</source>
        <translation>下一页：--after '{place}'</translation>
    </message>
    <message>
        <source>Nothing is recorded there.</source>
        <translation>此处无记录。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Stopped: no file was written, and the audit says so.</source>
        <translation>已停止：没有写出文件，审计中已记录。</translation>
    </message>
    <message>
        <source>The ledgers: views over the registers.</source>
        <translation>台账：登记册的视图。</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Write the masked rows of a ledger to a file that can be traced.</source>
        <translation>把台账的脱敏明细导出为可追溯的文件。</translation>
    </message>
    <message>
        <source>Written: {file}, rows {n}, export {serial}</source>
        <translation>已写出：{file}，{n} 行，导出编号 {serial}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>code of the ledger, as listed</source>
        <translation>台账代码，见列表</translation>
    </message>
    <message>
        <source>file to write (.csv, .xlsx)</source>
        <translation>要写入的文件（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>next page, as the page before says</source>
        <translation>下一页，照上一页所示填写</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>无记录</translation>
    </message>
    <message>
        <source>street, community or grid; else your area</source>
        <translation>街道、社区或网格；不写为本辖区</translation>
    </message>
    <message>
        <source>the masked rows instead of the counts</source>
        <translation>显示脱敏明细而不是数量</translation>
    </message>
    <message>
        <source>{ledger} in {area}: {n}</source>
        <translation>{ledger}，{area}：{n}</translation>
    </message>
    <message>
        <source>{shown} of {n}</source>
        <translation>{shown} / {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.line</name>
    <message>
        <source>Everything about it: {command}</source>
        <translation>详细说明：{command}</translation>
    </message>
    <message>
        <source>Is {names} meant?</source>
        <translation>是否指 {names}？</translation>
    </message>
    <message>
        <source>One of the commands is missing: {names}.</source>
        <translation>缺少命令，请写其中之一：{names}。</translation>
    </message>
    <message>
        <source>The option {name} needs a value: {meaning}.</source>
        <translation>选项 {name} 缺少值：{meaning}。</translation>
    </message>
    <message>
        <source>The option {name} takes no value.</source>
        <translation>选项 {name} 不带值。</translation>
    </message>
    <message>
        <source>There is no command “{name}”.</source>
        <translation>没有“{name}”这个命令。</translation>
    </message>
    <message>
        <source>There is no option {name} here.</source>
        <translation>此处没有选项 {name}。</translation>
    </message>
    <message>
        <source>There is too much on the line: {words}.</source>
        <translation>命令行中有多余的内容：{words}。</translation>
    </message>
    <message>
        <source>Usage: {usage}</source>
        <translation>用法：{usage}</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>choose from {choices}</source>
        <translation>请从 {choices} 中选择</translation>
    </message>
    <message>
        <source>{kind} from {least} to {most} is wanted</source>
        <translation>应为 {least} 到 {most} 之间的{kind}</translation>
    </message>
    <message>
        <source>{kind} of at least {least} is wanted</source>
        <translation>应为不小于 {least} 的{kind}</translation>
    </message>
    <message>
        <source>{name} is missing: {meaning}.</source>
        <translation>缺少 {name}：{meaning}。</translation>
    </message>
    <message>
        <source>“{value}” cannot stand for {name}: {wanted}.</source>
        <translation>“{value}”不能作为 {name} 的值：{wanted}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.number_conflicts</name>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>There are more: only the first are listed.</source>
        <translation>还有更多：只列出前面的部分。</translation>
    </message>
    <message>
        <source>Under no number do two people seem to stand.</source>
        <translation>未发现一号两人的情形。</translation>
    </message>
    <message>
        <source>another birth is said</source>
        <translation>另有来源所报出生日期不同</translation>
    </message>
    <message>
        <source>another name is said</source>
        <translation>另有来源所报姓名不同</translation>
    </message>
    <message>
        <source>another sex is said</source>
        <translation>另有来源所报性别不同</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>differing values</source>
        <translation>不一致的取值</translation>
    </message>
    <message>
        <source>grid or community</source>
        <translation>网格或社区</translation>
    </message>
    <message>
        <source>kind of conflict</source>
        <translation>冲突类型</translation>
    </message>
    <message>
        <source>persons no.</source>
        <translation>人员编号</translation>
    </message>
    <message>
        <source>two people, told apart: {said}</source>
        <translation>已认定为两人：{said}</translation>
    </message>
    <message>
        <source>two persons of the register</source>
        <translation>登记库中有两人</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.organisation</name>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No organisation in your area has this code. The question stands in the audit.</source>
        <translation>您的辖区内没有使用该代码的组织。这次查询已写入审计。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Recorded on</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>open incident of the area</source>
        <translation>辖区内未结事件的编号</translation>
    </message>
    <message>
        <source>reason where no incident is named</source>
        <translation>未指明事件时的理由</translation>
    </message>
    <message>
        <source>unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>why: {words}</source>
        <translation>查询事由：{words}</translation>
    </message>
    <message>
        <source>{item}: {value} was taken back by {who}, {day}: {why}</source>
        <translation>{item}：“{value}”已由{who}于 {day} 撤回，理由：{why}</translation>
    </message>
    <message>
        <source>{word} is no purpose; known are: {known}</source>
        <translation>{word} 不是查询事由；可用的有：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.organisations</name>
    <message>
        <source>Done: {deed} ({code}).</source>
        <translation>已完成：{deed}（{code}）。</translation>
    </message>
    <message>
        <source>End a tie; it stays in the register with its last day.</source>
        <translation>终止任职关系；该关系连同结束日期仍留在登记簿中。</translation>
    </message>
    <message>
        <source>Enter an organisation; the position of a wrong character of its code is named.</source>
        <translation>登记组织；信用代码有误时指出错在第几位。</translation>
    </message>
    <message>
        <source>ID number of the person; - reads it from the standard input</source>
        <translation>本人的公民身份号码；写 - 则从标准输入读取</translation>
    </message>
    <message>
        <source>Let what a source says stand beside what others say; nothing is written over.</source>
        <translation>补录某一来源的信息，与其他来源并存，不覆盖任何内容。</translation>
    </message>
    <message>
        <source>Look a person up by the ID number and tie the person to an organisation.</source>
        <translation>按公民身份号码查询人员，并登记其任职关系。</translation>
    </message>
    <message>
        <source>No organisation has this code: enter it first.</source>
        <translation>没有使用该代码的组织：请先登记组织。</translation>
    </message>
    <message>
        <source>Say that you have verified today what a source says.</source>
        <translation>核实某一来源的信息，记当日日期和本人姓名。</translation>
    </message>
    <message>
        <source>Show an organisation: what its sources say, and its people, masked.</source>
        <translation>查看组织：各来源的登记信息及其人员（脱敏）。</translation>
    </message>
    <message>
        <source>Take back what a source says; it stays in the register with your reason.</source>
        <translation>撤回某一来源的信息；内容与理由仍留在登记簿中。</translation>
    </message>
    <message>
        <source>The organisation has no tie of this number: see organisations show.</source>
        <translation>该组织没有此编号的任职关系：请查看 organisations show 的输出。</translation>
    </message>
    <message>
        <source>The register of organisations and their people.</source>
        <translation>组织登记簿及其人员。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>code of the premises where it is</source>
        <translation>所在房屋的编码</translation>
    </message>
    <message>
        <source>day that the source gives</source>
        <translation>来源注明的登记日期</translation>
    </message>
    <message>
        <source>first day, if it is known</source>
        <translation>开始日期（已知时填写）</translation>
    </message>
    <message>
        <source>founded on</source>
        <translation>成立日期</translation>
    </message>
    <message>
        <source>how the person belongs to it</source>
        <translation>任职关系</translation>
    </message>
    <message>
        <source>kind: a code or its name</source>
        <translation>组织类型：代码或名称</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>止日</translation>
    </message>
    <message>
        <source>no. of the tie, as listed</source>
        <translation>任职关系编号，见列表</translation>
    </message>
    <message>
        <source>organisation name</source>
        <translation>组织名称</translation>
    </message>
    <message>
        <source>standing: a code or its name</source>
        <translation>存续状态：代码或名称</translation>
    </message>
    <message>
        <source>what is said, as organisations show names it</source>
        <translation>信息编号，见 organisations show 的输出</translation>
    </message>
    <message>
        <source>what is said; of a place the code of the premises</source>
        <translation>信息内容；所在地填房屋编码</translation>
    </message>
    <message>
        <source>what it is about</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>who says so: a paper, an office, a visit</source>
        <translation>信息来源：证照、部门或走访</translation>
    </message>
    <message>
        <source>why; stands in the audit</source>
        <translation>理由，计入审计</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.own_flows</name>
    <message>
        <source>Compare two versions line by line.</source>
        <translation>逐行比较两个版本。</translation>
    </message>
    <message>
        <source>Go back to the version that was in force before.</source>
        <translation>退回到之前生效的版本。</translation>
    </message>
    <message>
        <source>In force for new incidents: version {number} of “{flow}”. {n} open one stays under another.</source>
        <translation>新事件现按“{flow}”第 {number} 版办理；{n} 件未结事件仍按其他版本办理。</translation>
    </message>
    <message>
        <source>In force for new incidents: version {number} of “{flow}”. {n} open ones stay under others.</source>
        <translation>新事件现按“{flow}”第 {number} 版办理；{n} 件未结事件仍按其他版本办理。</translation>
    </message>
    <message>
        <source>Let new incidents follow a version that was played through.</source>
        <translation>让新事件按已推演的版本办理。</translation>
    </message>
    <message>
        <source>Nothing is changed yet: {n} open incident stays under the version it was reported under. Say --yes to switch on version {number} for new ones.</source>
        <translation>尚未作任何更改：有 {n} 件未结事件仍按上报时的版本办理。加 --yes 即对新事件启用第 {number} 版。</translation>
    </message>
    <message>
        <source>Nothing is changed yet: {n} open incidents stay under the version they were reported under. Say --yes to switch on version {number} for new ones.</source>
        <translation>尚未作任何更改：有 {n} 件未结事件仍按上报时的版本办理。加 --yes 即对新事件启用第 {number} 版。</translation>
    </message>
    <message>
        <source>Put a flow into the store as a new version; nothing is switched on.</source>
        <translation>把流程作为新版本放入库中；不会启用。</translation>
    </message>
    <message>
        <source>The flow “{flow}” is off: new incidents do not get it.</source>
        <translation>流程“{flow}”已停用：新事件不再使用。</translation>
    </message>
    <message>
        <source>The two versions are the same.</source>
        <translation>两个版本相同。</translation>
    </message>
    <message>
        <source>Version {number} of the flow “{flow}” is a draft: simulate it, then let somebody switch it on.</source>
        <translation>流程“{flow}”第 {number} 版已作为草稿存入：请先推演，再由有权人员启用。</translation>
    </message>
    <message>
        <source>Write a version as it was put in.</source>
        <translation>输出某一版本的原文。</translation>
    </message>
    <message>
        <source>a flow as YAML</source>
        <translation>YAML 格式的流程</translation>
    </message>
    <message>
        <source>also where open incidents stay as they are</source>
        <translation>即使有未结事件仍按原版本办理也执行</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>its version, as listed</source>
        <translation>列表中的版本号</translation>
    </message>
    <message>
        <source>its version; without it the one in force</source>
        <translation>版本号；不写则为生效的版本</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>name of a flow</source>
        <translation>流程名称</translation>
    </message>
    <message>
        <source>no version of the flow “{flow}” is in force: name one</source>
        <translation>流程“{flow}”没有生效的版本：请写明版本号</translation>
    </message>
    <message>
        <source>open incidents</source>
        <translation>未结事件</translation>
    </message>
    <message>
        <source>played through</source>
        <translation>推演</translation>
    </message>
    <message>
        <source>put in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>since</source>
        <translation>生效自</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>why it is switched; stays with it</source>
        <translation>启用或停用的理由；会留存</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>随程序提供</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.own_history</name>
    <message>
        <source>Incident or reason</source>
        <translation>事件编号或理由</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查询事由</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>{n} line</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.paper</name>
    <message>
        <source>Write a paper of one incident as PDF; the audit keeps it.</source>
        <translation>把一件事件的文书写成 PDF，并记入审计。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>file to write; else number and paper, here</source>
        <translation>要写的文件；不写时为当前文件夹中的“编号 文书名”</translation>
    </message>
    <message>
        <source>number of the incident</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>task_slip, feedback_form or supervision_letter</source>
        <translation>task_slip（任务派遣单）、feedback_form（处理反馈单）或 supervision_letter（督办函）</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.people</name>
    <message>
        <source>List one's own look-ups of residents, with what was shown; no number is in it.</source>
        <translation>列出本人对居民的查询及显示的内容；其中没有号码。</translation>
    </message>
    <message>
        <source>List under which numbers two people seem to stand, masked; the audit keeps it.</source>
        <translation>列出疑似一号两人的号码（脱敏）；记入审计。</translation>
    </message>
    <message>
        <source>Make the search index of all residents anew: names, pinyin, phones.</source>
        <translation>重建全部居民的检索索引：姓名、拼音、电话。</translation>
    </message>
    <message>
        <source>Show an organisation by its credit code with its people masked; the audit keeps who asked.</source>
        <translation>按信用代码显示组织及其脱敏的人员；审计记录是谁查询。</translation>
    </message>
    <message>
        <source>Stopped: the search index is as it was before.</source>
        <translation>已停止：检索索引保持原样。</translation>
    </message>
    <message>
        <source>Tell a person who looked at him or her, when, why, and what was shown; the audit keeps it.</source>
        <translation>告知本人：何人、何时、因何查询过其信息，看到了什么；告知本身写入审计。</translation>
    </message>
    <message>
        <source>The register of residents as a whole.</source>
        <translation>整个居民库。</translation>
    </message>
    <message>
        <source>Write the copy of what is kept about a person, for that person; the audit keeps it.</source>
        <translation>写出登记的本人信息复制件，交给本人；审计留存。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>{n} residents can be searched.</source>
        <translation>可检索居民 {n} 人。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.person_copy</name>
    <message>
        <source>ID number of the person; - reads it from the standard input</source>
        <translation>本人的公民身份号码；写 - 则从标准输入读取</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>paper (.pdf) to write</source>
        <translation>要写出的文书（.pdf）</translation>
    </message>
    <message>
        <source>who asked, and how; stands in the audit</source>
        <translation>何人以何种方式提出申请；写入审计</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.person_merging</name>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Row {merged} is seen as itself again, and no longer as row {kept}.</source>
        <translation>记录 {merged} 已从记录 {kept} 拆出。</translation>
    </message>
    <message>
        <source>Row {merged} is seen as row {kept} now: {basis}.</source>
        <translation>记录 {merged} 已并入记录 {kept}：{basis}。</translation>
    </message>
    <message>
        <source>Rows of your area that share an ID number, masked; the audit keeps that you asked.</source>
        <translation>列出辖区内号码相同的人员记录（脱敏），查询计入审计。</translation>
    </message>
    <message>
        <source>Rows {one} and {other} are two people now.</source>
        <translation>已认定记录 {one} 与记录 {other} 是两个人。</translation>
    </message>
    <message>
        <source>Say that two rows under one number are two people.</source>
        <translation>认定同一号码下的两条记录是两个人。</translation>
    </message>
    <message>
        <source>See a merged row as itself again, exactly as it was.</source>
        <translation>把已并档的记录拆出，恢复原样。</translation>
    </message>
    <message>
        <source>See one row of the register as another: both are the same human.</source>
        <translation>把一条人员记录并入另一条：两条为同一人。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>behind the first so many</source>
        <translation>从第几条之后开始</translation>
    </message>
    <message>
        <source>number of the one row</source>
        <translation>一条记录的编号</translation>
    </message>
    <message>
        <source>number of the other row</source>
        <translation>另一条记录的编号</translation>
    </message>
    <message>
        <source>number of the row that is seen as it</source>
        <translation>并入的记录编号</translation>
    </message>
    <message>
        <source>number of the row that is to be seen as itself</source>
        <translation>要拆出的记录编号</translation>
    </message>
    <message>
        <source>number of the row that stays</source>
        <translation>保留的记录编号</translation>
    </message>
    <message>
        <source>rows that are merged now, instead</source>
        <translation>改为列出目前已并档的记录</translation>
    </message>
    <message>
        <source>the numbers differ or one is missing: it is decided all the same</source>
        <translation>号码不同或缺失，仍决定并档</translation>
    </message>
    <message>
        <source>why; stands in the audit</source>
        <translation>理由，计入审计</translation>
    </message>
    <message>
        <source>{n} of {all}. Further ones: --behind {n}</source>
        <translation>{n} / {all}。更多：--behind {n}</translation>
    </message>
    <message>
        <source>{n} rows are merged.</source>
        <translation>已并档 {n} 条。</translation>
    </message>
    <message>
        <source>{n} rows share a number.</source>
        <translation>{n} 条记录号码相同。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.person_report</name>
    <message>
        <source>ID number of the person; - reads it from the standard input</source>
        <translation>本人的公民身份号码；写 - 则从标准输入读取</translation>
    </message>
    <message>
        <source>Incident or reason</source>
        <translation>事件编号或理由</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查询事由</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>one line</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>paper (.pdf) or table (.csv, .xlsx) to write</source>
        <translation>要写出的文书（.pdf）或表格（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>who asked, and how; stands in the audit</source>
        <translation>何人以何种方式提出申请；写入审计</translation>
    </message>
    <message>
        <source>{number} · {serial}: {lines} in the audit, which is kept since {day}; {lists} of them lists.</source>
        <translation>{number} · {serial}：审计中有 {lines}，其中检索名单 {lists} 次，审计自 {day} 起留存。</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.preset</name>
    <message>
        <source>Columns not used: {columns}.</source>
        <translation>未使用的列：{columns}。</translation>
    </message>
    <message>
        <source>List the presets: those of the centre, and those that ship.</source>
        <translation>列出预设：中心自存的，以及随程序提供的。</translation>
    </message>
    <message>
        <source>Presets of imports: how files of a known origin are read.</source>
        <translation>导入预设：已知来源的文件如何读取。</translation>
    </message>
    <message>
        <source>Show which column becomes which field.</source>
        <translation>显示各列对应的字段。</translation>
    </message>
    <message>
        <source>There is no preset for such files.</source>
        <translation>没有适用于此类文件的预设。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>choose from {choices}</source>
        <translation>请从 {choices} 中选择</translation>
    </message>
    <message>
        <source>datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>gridcenter import {kind} FILE --preset {name}</source>
        <translation>gridcenter import {kind} FILE --preset {name}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>name of the preset, as listed</source>
        <translation>预设名称，见列表</translation>
    </message>
    <message>
        <source>only for files of this kind, as import names it</source>
        <translation>仅限此类文件，名称同 import</translation>
    </message>
    <message>
        <source>time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>{field}: made of {columns}</source>
        <translation>{field}：由 {columns} 得出</translation>
    </message>
    <message>
        <source>{name} · {kind} · kept by {who}, {when}</source>
        <translation>{name} · {kind} · {who} 保存于 {when}</translation>
    </message>
    <message>
        <source>{name} · {kind} · ships with the program · {about}</source>
        <translation>{name} · {kind} · 随程序提供 · {about}</translation>
    </message>
    <message>
        <source>“{value}” cannot stand for {name}: {wanted}.</source>
        <translation>“{value}”不能作为 {name} 的值：{wanted}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.privacy</name>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>List the records and steps that are due, and what was written down.</source>
        <translation>列出到期的记录和处置步骤，以及已登记的内容。</translation>
    </message>
    <message>
        <source>Of whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Tell what is kept of whom, why and how long; with --out as a notice to hand out.</source>
        <translation>列出处理哪些人的哪些信息、为何及保存多久；加 --out 写成可发放的告知书。</translation>
    </message>
    <message>
        <source>The protection of personal information.</source>
        <translation>个人信息保护。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Write a record with its steps as a paper, for the authority.</source>
        <translation>将一条记录及其步骤写成文书，供报告主管部门。</translation>
    </message>
    <message>
        <source>Write down an assessment, an audit, training or a leak; nobody is named.</source>
        <translation>登记影响评估、合规审计、培训或泄露事件；不写任何人。</translation>
    </message>
    <message>
        <source>Write down that a step after a leak was done.</source>
        <translation>登记泄露事件的一个处置步骤已完成。</translation>
    </message>
    <message>
        <source>Written down as no. {id}.</source>
        <translation>已登记，编号 {id}。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>an answer, as often as there are fields</source>
        <translation>一项回答，有几个字段就写几次</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>assessment, audit, training, grading or leak</source>
        <translation>assessment（影响评估）、audit（合规审计）、training（培训）、grading（分级）或 leak（泄露）</translation>
    </message>
    <message>
        <source>contain, scope, authority, persons or review</source>
        <translation>contain（控制）、scope（查清范围）、authority（报告）、persons（通知个人）或 review（复盘）</translation>
    </message>
    <message>
        <source>day of it; today without it</source>
        <translation>日期；不写为今天</translation>
    </message>
    <message>
        <source>never written down</source>
        <translation>从未登记</translation>
    </message>
    <message>
        <source>no. of the record, as listed</source>
        <translation>记录编号，见列表</translation>
    </message>
    <message>
        <source>paper (.pdf) or table (.csv, .xlsx) to write</source>
        <translation>要写出的文书（.pdf）或表格（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>paper (.pdf) to write</source>
        <translation>要写出的文书（.pdf）</translation>
    </message>
    <message>
        <source>record no. {id}: {step}</source>
        <translation>记录 {id}：{step}</translation>
    </message>
    <message>
        <source>what was done</source>
        <translation>已做的工作</translation>
    </message>
    <message>
        <source>which data it is about</source>
        <translation>涉及哪类数据</translation>
    </message>
    <message>
        <source>{n} are due.</source>
        <translation>{n} 项到期。</translation>
    </message>
    <message>
        <source>{n} is due.</source>
        <translation>{n} 项到期。</translation>
    </message>
    <message>
        <source>“{text}”: write the field, =, and the text</source>
        <translation>“{text}”：请写 字段=内容</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.progress</name>
    <message>
        <source>{n} rows/s</source>
        <translation>{n} 行/秒</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.recheck</name>
    <message>
        <source>Check a random sample of closed incidents once more.</source>
        <translation>对已结案的事件随机抽查复核。</translation>
    </message>
    <message>
        <source>Draw closed incidents of a month; the draw is kept for good.</source>
        <translation>抽取某月已结案的事件；抽取结果永久保存。</translation>
    </message>
    <message>
        <source>Drawn again: {reason}</source>
        <translation>再次抽查：{reason}</translation>
    </message>
    <message>
        <source>It may be reopened on the Incidents page (O).</source>
        <translation>可在“事件”页重开（O）。</translation>
    </message>
    <message>
        <source>List draws with the incidents drawn and their results.</source>
        <translation>列出各次抽查、抽中的事件及复核结果。</translation>
    </message>
    <message>
        <source>Nothing was drawn yet.</source>
        <translation>尚未抽查。</translation>
    </message>
    <message>
        <source>Recompute every draw from its seed; changes nothing.</source>
        <translation>按种子重算每次抽查；不作任何改动。</translation>
    </message>
    <message>
        <source>Record what a re-check found.</source>
        <translation>登记复核结果。</translation>
    </message>
    <message>
        <source>Recorded: no. {id}, {number}</source>
        <translation>已登记：序号 {id}，{number}</translation>
    </message>
    <message>
        <source>There is no re-check no. {id} in your area.</source>
        <translation>辖区内没有序号为 {id} 的复核。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>checked by</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>found</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>how many of a hundred</source>
        <translation>抽查比例（百分比）</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>month of the closings</source>
        <translation>结案月份</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>no. of the re-check, as listed</source>
        <translation>复核序号，见列表</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>only this month</source>
        <translation>只看该月</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>passed or failed</source>
        <translation>passed（通过）或 failed（不通过）</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>seed of the draw; left out, one nobody can foresee</source>
        <translation>抽查种子；不填则随机生成，无人可预知</translation>
    </message>
    <message>
        <source>what was found; needed when it failed</source>
        <translation>复核情况；不通过时必填</translation>
    </message>
    <message>
        <source>why the month is drawn again</source>
        <translation>再次抽查该月的理由</translation>
    </message>
    <message>
        <source>{month}, draw {n}: {drawn} of {population} incidents ({rate} %), by {who} on {time}. Seed {seed}, rule {rule}, population {hash}…</source>
        <translation>{month} 第 {n} 次：从 {population} 件中抽取 {drawn} 件（{rate}%），{who}，{time}。种子 {seed}，规则 {rule}，总体 {hash}…</translation>
    </message>
    <message>
        <source>{month}, draw {n}: {sentence}</source>
        <translation>{month} 第 {n} 次：{sentence}</translation>
    </message>
    <message>
        <source>{n} draws recomputed, {m} differ.</source>
        <translation>已重算 {n} 次抽查，{m} 次不一致。</translation>
    </message>
    <message>
        <source>“{text}” is no result: write passed or failed</source>
        <translation>“{text}”不是复核结果：请写 passed（通过）或 failed（不通过）</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.responsibility</name>
    <message>
        <source>Bring a list in; a line that differs ends the old one today.</source>
        <translation>导入权责清单；内容有变的条目，旧条目今日止。</translation>
    </message>
    <message>
        <source>CSV, Excel or GeoJSON</source>
        <translation>CSV、Excel 或 GeoJSON</translation>
    </message>
    <message>
        <source>Keep the list of which unit does what where.</source>
        <translation>维护权责清单：何地何类事项由何单位负责。</translation>
    </message>
    <message>
        <source>List the lines with how often each was right.</source>
        <translation>列出各条目及其命中率。</translation>
    </message>
    <message>
        <source>Say what the list lacks, or what files would change; changes nothing.</source>
        <translation>检查清单的缺漏，或预览文件将带来的变更；不做任何改动。</translation>
    </message>
    <message>
        <source>Write the list to a file (.csv, .xlsx).</source>
        <translation>把清单写入文件（.csv、.xlsx）。</translation>
    </message>
    <message>
        <source>also those that have ended</source>
        <translation>包括已终止的条目</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>check everything, store nothing</source>
        <translation>只检查，不入库</translation>
    </message>
    <message>
        <source>encoding, when it is not recognised</source>
        <translation>文件编码，无法识别时指定</translation>
    </message>
    <message>
        <source>file for refused rows and twins</source>
        <translation>存放退回行和重复行的文件</translation>
    </message>
    <message>
        <source>file to write; its ending decides the format</source>
        <translation>要写入的文件；格式由扩展名决定</translation>
    </message>
    <message>
        <source>for</source>
        <translation>适用范围</translation>
    </message>
    <message>
        <source>hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>lists to try, as for import</source>
        <translation>要试导入的清单文件</translation>
    </message>
    <message>
        <source>not returned</source>
        <translation>未退回</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>those that miss most often first</source>
        <translation>未命中多的排在前面</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>{n} lines hold, {found} findings.</source>
        <translation>有效条目 {n} 条，发现问题 {found} 处。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.roll</name>
    <message>
        <source>Approve a roll that somebody else asked for.</source>
        <translation>批准他人申请的名册。</translation>
    </message>
    <message>
        <source>Approved: roll no. {id}.</source>
        <translation>已批准：第 {id} 号名册。</translation>
    </message>
    <message>
        <source>Ask for a roll; somebody else approves it.</source>
        <translation>申请名册；由他人批准。</translation>
    </message>
    <message>
        <source>Asked for: roll no. {id}, {name}, {n} rows. Somebody else approves it.</source>
        <translation>已申请：第 {id} 号名册，{name}，{n} 行。须由他人批准。</translation>
    </message>
    <message>
        <source>Export {id}, content {hash}</source>
        <translation>导出编号 {id}，内容 {hash}</translation>
    </message>
    <message>
        <source>List rolls: who asked, who decided, what was written; nobody in them is named.</source>
        <translation>列出名册：谁申请、谁审批、写出了什么；不列名册中的人。</translation>
    </message>
    <message>
        <source>Older ones: --behind {no}</source>
        <translation>更早的：--behind {no}</translation>
    </message>
    <message>
        <source>Refuse a roll, and say why.</source>
        <translation>拒绝名册，并写明理由。</translation>
    </message>
    <message>
        <source>Refused: roll no. {id}.</source>
        <translation>已拒绝：第 {id} 号名册。</translation>
    </message>
    <message>
        <source>Rolls, such as voters: for one purpose, approved by a second person.</source>
        <translation>名册（如选民名册）：为一项用途，须经第二人批准。</translation>
    </message>
    <message>
        <source>Since the roll of {time}: {added} came, {removed} went, {changed} have another row.</source>
        <translation>与 {time} 的名册相比：新增 {added} 人，减少 {removed} 人，{changed} 人的内容有变。</translation>
    </message>
    <message>
        <source>Stopped: no file was written.</source>
        <translation>已停止：没有写出文件。</translation>
    </message>
    <message>
        <source>Write an approved roll to .xlsx or .csv.</source>
        <translation>将已批准的名册写出为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>Written: {file}, rows {n}</source>
        <translation>已写入 {file}，共 {n} 行</translation>
    </message>
    <message>
        <source>a part of one's own area</source>
        <translation>本人辖区的一部分</translation>
    </message>
    <message>
        <source>a remark; it is kept</source>
        <translation>备注；将保存</translation>
    </message>
    <message>
        <source>also approve the columns without their masks</source>
        <translation>同时批准不脱敏的列</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>ask for columns without their masks, where the roll has such</source>
        <translation>申请不脱敏的列（名册允许时）</translation>
    </message>
    <message>
        <source>asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>asked for before the roll with this number</source>
        <translation>早于该编号申请的名册</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>file to write, .xlsx or .csv</source>
        <translation>要写出的文件，.xlsx 或 .csv</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>for which day; left out, today</source>
        <translation>基准日；不填为今天</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>no. of the roll, as listed</source>
        <translation>列表中的名册编号</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>roll</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>rows {n}</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>what it is for; stands in the file</source>
        <translation>用途；写入文件</translation>
    </message>
    <message>
        <source>which roll, such as voters</source>
        <translation>哪个名册，如 voters</translation>
    </message>
    <message>
        <source>why; it is kept</source>
        <translation>理由；将保存</translation>
    </message>
    <message>
        <source>without masks: {columns}</source>
        <translation>不脱敏：{columns}</translation>
    </message>
    <message>
        <source>{n} of {all} rolls.</source>
        <translation>已列 {all} 个名册中的 {n} 个。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.rules</name>
    <message>
        <source>Check the registers of the area with every rule that is switched on.</source>
        <translation>用所有已启用的规则核查辖区登记。</translation>
    </message>
    <message>
        <source>Count what a rule would find and show a few, masked; nothing is kept of them.</source>
        <translation>试算：规则会查出多少，并脱敏显示几条；不保存。</translation>
    </message>
    <message>
        <source>Find facts of the registers that cannot both be true.</source>
        <translation>数据核查：查出登记中相互矛盾的内容。</translation>
    </message>
    <message>
        <source>Kept: hit no. {id}, {verdict}.</source>
        <translation>已保存：第 {id} 号疑点，{verdict}。</translation>
    </message>
    <message>
        <source>Let a rule run no more; its hits end.</source>
        <translation>停用规则；其疑点随之结束。</translation>
    </message>
    <message>
        <source>Let a rule run that was tried.</source>
        <translation>启用已试算的规则。</translation>
    </message>
    <message>
        <source>List hits, masked; the audit keeps that they were shown.</source>
        <translation>脱敏列出疑点；显示记入审计。</translation>
    </message>
    <message>
        <source>List the rules: what runs, hits still there, false alarms among decided ones.</source>
        <translation>列出规则：已启用的、仍存在的疑点、已处置中的误报。</translation>
    </message>
    <message>
        <source>Say what became of a hit, and why.</source>
        <translation>处置疑点，并写明理由。</translation>
    </message>
    <message>
        <source>Stopped: the hits are as they were before.</source>
        <translation>已停止：疑点保持原样。</translation>
    </message>
    <message>
        <source>Stopped: the rule was not tried.</source>
        <translation>已停止：规则未试算。</translation>
    </message>
    <message>
        <source>Switched off; hits ended: {n}.</source>
        <translation>已停用；结束疑点 {n} 个。</translation>
    </message>
    <message>
        <source>Switched on: {name}, version {version}.</source>
        <translation>已启用：{name}，第 {version} 版。</translation>
    </message>
    <message>
        <source>a file of rules of one's own</source>
        <translation>本中心自有的规则文件</translation>
    </message>
    <message>
        <source>about</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>age band</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>behind this number</source>
        <translation>此编号之后</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>false alarms</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>found</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>key of the rule, as listed</source>
        <translation>列表中的规则键</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>no. of the hit, as listed</source>
        <translation>列表中的疑点编号</translation>
    </message>
    <message>
        <source>off</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>only of this rule</source>
        <translation>只列该规则的</translation>
    </message>
    <message>
        <source>open, waiting for a decision, decided, false alarms, or all</source>
        <translation>仍存在、待处置、已处置、误报或全部</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>still there</source>
        <translation>仍存在</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>已试算</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>待处置</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>版本 {n}</translation>
    </message>
    <message>
        <source>what became of it</source>
        <translation>处置结果</translation>
    </message>
    <message>
        <source>who</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>why; it is kept</source>
        <translation>理由；将保存</translation>
    </message>
    <message>
        <source>{name}: {found} found among {checked}.</source>
        <translation>{name}：在 {checked} 条中查出 {found} 条。</translation>
    </message>
    <message>
        <source>{n} of {all}. Further ones: rules hits --after {id}</source>
        <translation>{n} / {all}。更多：rules hits --after {id}</translation>
    </message>
    <message>
        <source>{rule} finds more than {n}: nothing of it was kept. Look at the rule first.</source>
        <translation>{rule} 查出超过 {n} 条：未保存。请先检查规则。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.self_check</name>
    <message>
        <source>Check that this installation is complete and works.</source>
        <translation>检查本次安装是否完整、可用。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.store</name>
    <message>
        <source>Bring a store to the schema of this program (administrator).</source>
        <translation>把数据库升级到本程序的结构版本（管理员）。</translation>
    </message>
    <message>
        <source>Create the store; a store that is there already is left as it is.</source>
        <translation>建立数据库；已有的数据库保持不变。</translation>
    </message>
    <message>
        <source>Residents that can be searched by all readings of their names: {n}.</source>
        <translation>可按姓名各种读音检索的居民：{n} 人。</translation>
    </message>
    <message>
        <source>Say whether the store answers and fits this program.</source>
        <translation>检查数据库能否连接、是否与本程序相符。</translation>
    </message>
    <message>
        <source>Schema {before} is now {after}.</source>
        <translation>结构版本已由 {before} 升级到 {after}。</translation>
    </message>
    <message>
        <source>Stopped: the store is upgraded, and residents are found as before. Make their search index anew with: gridcenter people index</source>
        <translation>已停止：数据库已升级，居民查找方式与之前相同。重建检索索引请运行：gridcenter people index</translation>
    </message>
    <message>
        <source>Store created: {address}</source>
        <translation>数据库已建立：{address}</translation>
    </message>
    <message>
        <source>The schema is {after} already.</source>
        <translation>结构版本已经是 {after}。</translation>
    </message>
    <message>
        <source>The store at {address} is empty. Prepare it with: gridcenter init --store …</source>
        <translation>{address} 的数据库是空的。请先执行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The store was there already: {address}</source>
        <translation>数据库已经存在：{address}</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>可连接</translation>
    </message>
    <message>
        <source>encrypt the file; its key goes to the key file</source>
        <translation>加密该文件；密钥写入密钥文件</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>结构版本</translation>
    </message>
    <message>
        <source>schema of this program</source>
        <translation>本程序的结构版本</translation>
    </message>
    <message>
        <source>store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.unit</name>
    <message>
        <source>Availability and tasks of the units.</source>
        <translation>单位忙闲与在办任务。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>List the units with their availability and their tasks.</source>
        <translation>列出各单位的忙闲和在办任务。</translation>
    </message>
    <message>
        <source>Nothing was said about this unit yet.</source>
        <translation>该单位尚无登记。</translation>
    </message>
    <message>
        <source>Say how many tasks a unit may hold.</source>
        <translation>设定单位在办任务上限。</translation>
    </message>
    <message>
        <source>Say that a unit is busy: naming it then asks for a reason.</source>
        <translation>登记单位忙碌：再指定该单位须说明理由。</translation>
    </message>
    <message>
        <source>Say that a unit is free again.</source>
        <translation>登记单位恢复空闲。</translation>
    </message>
    <message>
        <source>Say that a unit is off duty.</source>
        <translation>登记单位离岗。</translation>
    </message>
    <message>
        <source>Show what was said about a unit, newest first.</source>
        <translation>查看单位的忙闲登记记录，最新在前。</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>at most {n} tasks</source>
        <translation>上限 {n} 件</translation>
    </message>
    <message>
        <source>code of the unit</source>
        <translation>单位代码</translation>
    </message>
    <message>
        <source>number of tasks, or kind: that of its kind</source>
        <translation>任务件数；填 kind 则按单位类型</translation>
    </message>
    <message>
        <source>only units that are busy, off duty or full</source>
        <translation>只列忙碌、离岗或任务已满的单位</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>when it is free again: year-month-day hour:minute</source>
        <translation>何时恢复空闲，格式为 年-月-日 时:分</translation>
    </message>
    <message>
        <source>why; stays in the history</source>
        <translation>理由，留存于记录</translation>
    </message>
    <message>
        <source>“{most}” is no number of tasks: write a whole number, or kind</source>
        <translation>“{most}”不是任务件数：请填整数，或 kind</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.visits</name>
    <message>
        <source>Ask for</source>
        <translation>受访人</translation>
    </message>
    <message>
        <source>Corrected, because</source>
        <translation>更正原因</translation>
    </message>
    <message>
        <source>Corrected: visit no. {old} is replaced by no. {id}, {outcome}.</source>
        <translation>已更正：走访第 {old} 号由第 {id} 号替代，{outcome}。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Last met</source>
        <translation>上次见到</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Record a visit: who was met, or why not.</source>
        <translation>登记一次走访：见到谁，或为何未见到。</translation>
    </message>
    <message>
        <source>Recorded: {whom}, {outcome}.</source>
        <translation>已登记：{whom}，{outcome}。</translation>
    </message>
    <message>
        <source>Replace a visit that was noted wrongly by a new line; the old one stays in the history.</source>
        <translation>以新记录替代记错的走访；原记录留在历史中。</translation>
    </message>
    <message>
        <source>Stopped: nothing was written.</source>
        <translation>已停止：未写入任何内容。</translation>
    </message>
    <message>
        <source>The first {n} are shown.</source>
        <translation>显示前 {n} 条。</translation>
    </message>
    <message>
        <source>The last visits to a household or person, with their notes; audited first.</source>
        <translation>对某户或某人的最近走访及备注；先记入审计。</translation>
    </message>
    <message>
        <source>There are older ones: --behind {no}</source>
        <translation>还有更早的记录：--behind {no}</translation>
    </message>
    <message>
        <source>Visits to households, grid by grid.</source>
        <translation>按网格的入户走访。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Who is due for a visit in a grid, and why; masked, the audit keeps that you asked.</source>
        <translation>列出网格内待走访的户及缘由（脱敏），查询计入审计。</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Write the list of a grid to a file to take along; masked, audited first.</source>
        <translation>把网格走访清单写入文件携带使用；脱敏，先计入审计。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>as the list names it: h12 or p34</source>
        <translation>清单中的写法：h12 或 p34</translation>
    </message>
    <message>
        <source>at most 400 characters</source>
        <translation>不超过 400 字</translation>
    </message>
    <message>
        <source>code of the grid</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>code of the grid; without one, your grids are listed</source>
        <translation>网格编码；不填则列出您的网格</translation>
    </message>
    <message>
        <source>day of the visit; today without it</source>
        <translation>走访日期；不填为今天</translation>
    </message>
    <message>
        <source>day of the visit; without it as it was noted</source>
        <translation>走访日期；不填则与原记录相同</translation>
    </message>
    <message>
        <source>lines at most</source>
        <translation>最多行数</translation>
    </message>
    <message>
        <source>no. of the visit, as listed</source>
        <translation>列表中的走访序号</translation>
    </message>
    <message>
        <source>older than the visit with this number</source>
        <translation>早于该编号的走访</translation>
    </message>
    <message>
        <source>table to write (.csv, .xlsx)</source>
        <translation>要写的表格（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>what came of it</source>
        <translation>走访结果</translation>
    </message>
    <message>
        <source>what came of it; void: nobody went there</source>
        <translation>走访结果；void 表示并未走访</translation>
    </message>
    <message>
        <source>why; stands in the audit</source>
        <translation>理由，计入审计</translation>
    </message>
    <message>
        <source>{n} are due.</source>
        <translation>{n} 项到期。</translation>
    </message>
    <message>
        <source>{n} is due.</source>
        <translation>{n} 项到期。</translation>
    </message>
    <message>
        <source>{n} line written to {file}</source>
        <translation>已写入 {n} 行：{file}</translation>
    </message>
    <message>
        <source>{n} lines written to {file}</source>
        <translation>已写入 {n} 行：{file}</translation>
    </message>
    <message>
        <source>{outcome} (replaced)</source>
        <translation>{outcome}（已被替代）</translation>
    </message>
    <message>
        <source>“{text}” is nobody of a list: write h12 or p34, as the list does.</source>
        <translation>清单中没有“{text}”：请按清单写 h12 或 p34。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.window</name>
    <message>
        <source>Pictures: {names}</source>
        <translation>图片：{names}</translation>
    </message>
    <message>
        <source>Run the window without a display, with live arrivals.</source>
        <translation>不用显示器运行窗口，并实时接收事件。</translation>
    </message>
    <message>
        <source>Write a picture of each page of the window, without showing it.</source>
        <translation>不显示窗口，把每个页面存成图片。</translation>
    </message>
    <message>
        <source>colours; the setting when left out</source>
        <translation>配色；省略时按设置</translation>
    </message>
    <message>
        <source>folder for the pictures</source>
        <translation>存放图片的文件夹</translation>
    </message>
    <message>
        <source>how many seconds the window runs</source>
        <translation>窗口运行的秒数</translation>
    </message>
    <message>
        <source>language of the pages</source>
        <translation>页面语言</translation>
    </message>
    <message>
        <source>names of pages with commas between; empty means all</source>
        <translation>页面名称，用逗号分隔；留空为全部</translation>
    </message>
    <message>
        <source>width and height of the window in pixels</source>
        <translation>窗口的宽和高（像素）</translation>
    </message>
    <message>
        <source>{arrived} incidents arrived, {changed} changed, {closed} were closed; {n} are open now.</source>
        <translation>新到事件 {arrived} 件，变化 {changed} 件，结案 {closed} 件；现有未结 {n} 件。</translation>
    </message>
    <message>
        <source>“{text}” is no size of a window: write for example 1920x1080, at least 1024x640 and at most 7680x4320.</source>
        <translation>“{text}”不是窗口尺寸：例如写 1920x1080，最小 1024x640，最大 7680x4320。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desk.ledgers</name>
    <message>
        <source>Stopped: no file was written, and the audit says so.</source>
        <translation>已停止：没有写出文件，审计中已记录。</translation>
    </message>
    <message>
        <source>Written: {file}, rows {n}, export {serial}</source>
        <translation>已写出：{file}，{n} 行，导出编号 {serial}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.awaiting_desk</name>
    <message>
        <source>Applications that await your decision</source>
        <translation>待我审批的申请</translation>
    </message>
    <message>
        <source>Nothing awaits your decision.</source>
        <translation>没有待您审批的申请。</translation>
    </message>
    <message>
        <source>{number} · {category} · {place}</source>
        <translation>{number} · {category} · {place}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.awaiting_list</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Show the incident</source>
        <translation>查看事件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.background</name>
    <message>
        <source>The program could not finish this. The reason is in the log.</source>
        <translation>操作未能完成，原因已写入日志。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.distribution</name>
    <message>
        <source>90% {time}</source>
        <translation>九成 {time}</translation>
    </message>
    <message>
        <source>&lt;{n} h</source>
        <translation>&lt;{n} 时</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Nothing closed in this period</source>
        <translation>本期没有结案事件</translation>
    </message>
    <message>
        <source>Time to close</source>
        <translation>结案用时分布</translation>
    </message>
    <message>
        <source>mean {time}</source>
        <translation>均值 {time}</translation>
    </message>
    <message>
        <source>mean, median, 90%</source>
        <translation>均值、中位、九成</translation>
    </message>
    <message>
        <source>median {time}</source>
        <translation>中位 {time}</translation>
    </message>
    <message>
        <source>{a}–{b} d</source>
        <translation>{a}–{b} 天</translation>
    </message>
    <message>
        <source>{a}–{b} h</source>
        <translation>{a}–{b} 时</translation>
    </message>
    <message>
        <source>{n} incident, report to closing</source>
        <translation>{n} 件，上报至结案</translation>
    </message>
    <message>
        <source>{n} incidents, report to closing</source>
        <translation>{n} 件，上报至结案</translation>
    </message>
    <message>
        <source>≥{n} d</source>
        <translation>≥{n} 天</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.pareto</name>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>Open by category</source>
        <translation>在办类别</translation>
    </message>
    <message>
        <source>open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>running</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>{n} in all, most first</source>
        <translation>共 {n} 件，从多到少</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.red_board</name>
    <message>
        <source>No red incidents</source>
        <translation>没有红灯事件</translation>
    </message>
    <message>
        <source>Red board</source>
        <translation>红灯榜</translation>
    </message>
    <message>
        <source>by responsible unit, {n} in all</source>
        <translation>按责任单位，共 {n} 件</translation>
    </message>
    <message>
        <source>count</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>longest overdue</source>
        <translation>最长超时</translation>
    </message>
    <message>
        <source>not assigned yet</source>
        <translation>尚未派遣</translation>
    </message>
    <message>
        <source>open Supervision</source>
        <translation>打开监察</translation>
    </message>
    <message>
        <source>responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>{n} more unit</source>
        <translation>其余 {n} 个单位</translation>
    </message>
    <message>
        <source>{n} more units</source>
        <translation>其余 {n} 个单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.series</name>
    <message>
        <source>* {first} to {last}</source>
        <translation>* {first} 至 {last}</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>走势</translation>
    </message>
    <message>
        <source>No figures in this period</source>
        <translation>本期没有数据</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>a year ago {figure}</source>
        <translation>去年 {figure}</translation>
    </message>
    <message>
        <source>half months, {unit}</source>
        <translation>半月一期，{unit}</translation>
    </message>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>now {figure}</source>
        <translation>本期 {figure}</translation>
    </message>
    <message>
        <source>{m}/1</source>
        <translation>{m}上</translation>
    </message>
    <message>
        <source>{m}/16</source>
        <translation>{m}下</translation>
    </message>
    <message>
        <source>{unit}; the axis does not start at zero</source>
        <translation>{unit}；纵轴不从零起</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.trend</name>
    <message>
        <source>4-week median</source>
        <translation>四周中位</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Reported and closed today</source>
        <translation>今日上报与结案</translation>
    </message>
    <message>
        <source>Until {time}: {reported} reported, usually {usual} by now; {closed} closed</source>
        <translation>截至 {time}：上报 {reported} 件，四周同期中位 {usual} 件；结案 {closed} 件</translation>
    </message>
    <message>
        <source>by hour, incidents</source>
        <translation>按小时，件</translation>
    </message>
    <message>
        <source>closed {n}</source>
        <translation>结案 {n}</translation>
    </message>
    <message>
        <source>reported {n}</source>
        <translation>上报 {n}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>{h}:00</source>
        <translation>{h}时</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.wording</name>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.command_palette</name>
    <message>
        <source>Nothing is called so. Try other words, pinyin, initials or a number.</source>
        <translation>没有找到。可换用其他词、拼音、首字母或编号。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.desk_lock</name>
    <message>
        <source>Lock the desk</source>
        <translation>锁定席位</translation>
    </message>
    <message>
        <source>Set the PIN…</source>
        <translation>设置口令…</translation>
    </message>
    <message>
        <source>The PIN is gone.</source>
        <translation>口令已清除。</translation>
    </message>
    <message>
        <source>The PIN is set.</source>
        <translation>口令已设置。</translation>
    </message>
    <message>
        <source>The desk was locked. Look up again.</source>
        <translation>席位曾锁定。请重新查询。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.evaluation_desk</name>
    <message>
        <source>Closed incidents that await evaluation</source>
        <translation>待综合评价的已结案事件</translation>
    </message>
    <message>
        <source>More than {n}, closed in the last {days} days, the newest first.</source>
        <translation>近 {days} 天结案超过 {n} 件，最新结案的在前。</translation>
    </message>
    <message>
        <source>Nothing closed in the last {days} days awaits your evaluation. Evaluating is for: {roles}</source>
        <translation>近 {days} 天内没有待您评价的已结案事件。负责综合评价的角色：{roles}</translation>
    </message>
    <message>
        <source>closed {time}</source>
        <translation>{time} 结案</translation>
    </message>
    <message>
        <source>{number} · {category} · {place}</source>
        <translation>{number} · {category} · {place}</translation>
    </message>
    <message>
        <source>{n}, closed in the last {days} days, the newest first.</source>
        <translation>近 {days} 天结案 {n} 件，最新结案的在前。</translation>
    </message>
    <message>
        <source>{n}, closed in the last {days} days.</source>
        <translation>近 {days} 天结案 {n} 件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.flows_window</name>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Go back (X)</source>
        <translation>退回上一版 (X)</translation>
    </message>
    <message>
        <source>In force for new incidents. {n} open one stays under the version it was reported under.</source>
        <translation>已对新事件生效。{n} 件未结事件仍按上报时的版本办理。</translation>
    </message>
    <message>
        <source>In force for new incidents. {n} open ones stay under the version they were reported under.</source>
        <translation>已对新事件生效。{n} 件未结事件仍按上报时的版本办理。</translation>
    </message>
    <message>
        <source>It is off.</source>
        <translation>已停用。</translation>
    </message>
    <message>
        <source>It was not played through yet.</source>
        <translation>尚未推演。</translation>
    </message>
    <message>
        <source>It was played through; what is open stays under its own version.</source>
        <translation>已推演；未结事件仍按各自的版本办理。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Play through (S)</source>
        <translation>推演 (S)</translation>
    </message>
    <message>
        <source>Played through to an end: it can be switched on now.</source>
        <translation>已推演到终点：现在可以启用。</translation>
    </message>
    <message>
        <source>Put in a file… (N)</source>
        <translation>导入文件… (N)</translation>
    </message>
    <message>
        <source>Put in a flow</source>
        <translation>导入流程</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>生效自</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Switch on (O)</source>
        <translation>启用 (O)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Version {number} is in force again.</source>
        <translation>第 {number} 版重新生效。</translation>
    </message>
    <message>
        <source>Version {number} of the flow “{flow}” is a draft: play it through (S), then somebody else switches it on.</source>
        <translation>流程“{flow}”第 {number} 版已存为草稿：请先推演 (S)，再由他人启用。</translation>
    </message>
    <message>
        <source>Versions of flows</source>
        <translation>流程的各个版本</translation>
    </message>
    <message>
        <source>What the version says</source>
        <translation>该版本的内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Why it is switched</source>
        <translation>切换的理由</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>{n} open incident is under this version.</source>
        <translation>有 {n} 件未结事件按该版本办理。</translation>
    </message>
    <message>
        <source>{n} open incidents are under this version.</source>
        <translation>有 {n} 件未结事件按该版本办理。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_commands</name>
    <message>
        <source>Area</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_dialogs</name>
    <message>
        <source>About GridCenter</source>
        <translation>关于 GridCenter</translation>
    </message>
    <message>
        <source>Apache License 2.0. Built with Qt for Python, Leaflet and pyqtgraph under their own licences.</source>
        <translation>Apache 2.0 许可。使用 Qt for Python、Leaflet 与 pyqtgraph，各依其许可。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Follows the window</source>
        <translation>随窗口大小</translation>
    </message>
    <message>
        <source>Kept for this account on this machine.</source>
        <translation>保存在本机本账号。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Size of text and panels</source>
        <translation>文字与面板大小</translation>
    </message>
    <message>
        <source>The desk and the wall of a grid-management command centre.</source>
        <translation>网格化服务管理指挥中心的坐席与大屏程序。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_freshness</name>
    <message>
        <source>Data stopped at {time}, {s} s ago</source>
        <translation>数据停在 {time}，已 {s} 秒</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>The store did not answer</source>
        <translation>数据库没有应答</translation>
    </message>
    <message>
        <source>The store has not answered for some seconds.</source>
        <translation>数据库已数秒没有应答。</translation>
    </message>
    <message>
        <source>reconnecting, attempt {n}; what is shown stays, nothing can be changed</source>
        <translation>正在重连，第 {n} 次；画面保留，可查看，不可办理。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_keys</name>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Everything can be reached without a mouse; Ctrl+K finds each of these by its name.</source>
        <translation>不用鼠标即可完成全部操作；按 Ctrl+K 可按名称查找。</translation>
    </message>
    <message>
        <source>On other pages and in windows</source>
        <translation>其他页面和窗口中</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_look</name>
    <message>
        <source>About GridCenter</source>
        <translation>关于 GridCenter</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_numbers</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Look for incident {number} in the store</source>
        <translation>在数据库中查找事件 {number}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_status_bar</name>
    <message>
        <source>Change {n}</source>
        <translation>变更序号 {n}</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>F1 all keys</source>
        <translation>F1 全部按键</translation>
    </message>
    <message>
        <source>Keys: {keys}</source>
        <translation>键盘：{keys}</translation>
    </message>
    <message>
        <source>On duty: {name}</source>
        <translation>值班：{name}</translation>
    </message>
    <message>
        <source>On duty: {name} ({role})</source>
        <translation>值班：{name}（{role}）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_store_clock</name>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>This desk's clock is {n} min fast: what is done carries the store's time. Have the clock set.</source>
        <translation>本机时钟快 {n} 分钟：办理时间以库时间为准。请校准本机时钟。</translation>
    </message>
    <message>
        <source>This desk's clock is {n} min slow: what is done carries the store's time. Have the clock set.</source>
        <translation>本机时钟慢 {n} 分钟：办理时间以库时间为准。请校准本机时钟。</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>{month}/{day} {weekday}</source>
        <translation>{month}月{day}日 {weekday}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_title</name>
    <message>
        <source>GridCenter</source>
        <translation>GridCenter</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_top_bar</name>
    <message>
        <source>Area shown</source>
        <translation>显示范围</translation>
    </message>
    <message>
        <source>Command box</source>
        <translation>命令框</translation>
    </message>
    <message>
        <source>Find incidents, places, grids, commands</source>
        <translation>查找事件、地址、网格、命令</translation>
    </message>
    <message>
        <source>live · data {s} s ago</source>
        <translation>实时 · 数据 {s} 秒前</translation>
    </message>
    <message>
        <source>standing still · data {s} s ago</source>
        <translation>停滞 · 数据 {s} 秒前</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.idle_closing</name>
    <message>
        <source>Nobody touched the program for a minute. Look up again.</source>
        <translation>已有 1 分钟无操作。请重新查询。</translation>
    </message>
    <message>
        <source>Nobody touched the program for {n} minutes. Look up again.</source>
        <translation>已有 {n} 分钟无操作。请重新查询。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.key_list</name>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Care</source>
        <translation>关爱</translation>
    </message>
    <message>
        <source>Checks and rolls</source>
        <translation>核查与名册</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>On every page</source>
        <translation>各页通用</translation>
    </message>
    <message>
        <source>Overview, Map, Residents</source>
        <translation>总览、地图、居民</translation>
    </message>
    <message>
        <source>Population changes</source>
        <translation>人口变动</translation>
    </message>
    <message>
        <source>Reminders and saved filters</source>
        <translation>提醒与常用筛选</translation>
    </message>
    <message>
        <source>Residents: values and visits</source>
        <translation>居民：信息项与走访</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>监察</translation>
    </message>
    <message>
        <source>Units, privacy</source>
        <translation>单位、个人信息保护</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>各窗口</translation>
    </message>
    <message>
        <source>a hit: corrected, false alarm, visit; undecided</source>
        <translation>疑点：已更正、误报、待上门；待处置</translation>
    </message>
    <message>
        <source>a line of the list: new, change, end</source>
        <translation>清单条目：新增、修改、终止</translation>
    </message>
    <message>
        <source>a roll: ask for, approve, refuse, write</source>
        <translation>名册：申请、批准、拒绝、写出</translation>
    </message>
    <message>
        <source>a row in conflict: the same person, another one</source>
        <translation>一号两人的行：同一人、另一人</translation>
    </message>
    <message>
        <source>add it to the incident at the right</source>
        <translation>并入右侧事件</translation>
    </message>
    <message>
        <source>all saved filters</source>
        <translation>全部常用筛选</translation>
    </message>
    <message>
        <source>applications that await your decision</source>
        <translation>待您审批的申请</translation>
    </message>
    <message>
        <source>apply, drop, undo an import</source>
        <translation>入库、放弃、撤销导入</translation>
    </message>
    <message>
        <source>approve, refuse, withdraw an application</source>
        <translation>批准、不批准、撤回申请</translation>
    </message>
    <message>
        <source>attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>attachments: add, save</source>
        <translation>附件：添加、另存</translation>
    </message>
    <message>
        <source>bring a file in: Ctrl+O file, Ctrl+M put aside</source>
        <translation>导入文件：Ctrl+O 选文件，Ctrl+M 暂存</translation>
    </message>
    <message>
        <source>check now, try a rule, switch it</source>
        <translation>立即核查、试算规则、启停规则</translation>
    </message>
    <message>
        <source>close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>closed incidents that await evaluation</source>
        <translation>待综合评价的已结案事件</translation>
    </message>
    <message>
        <source>complete a task, let its clock stand or run</source>
        <translation>办结任务，暂停或恢复时限</translation>
    </message>
    <message>
        <source>copy rows, they paste as columns</source>
        <translation>复制行，粘贴后成列</translation>
    </message>
    <message>
        <source>copy, print the card as it is masked</source>
        <translation>按当前遮蔽复制、打印卡片</translation>
    </message>
    <message>
        <source>correct the category, adjust the urgency</source>
        <translation>更正类别，调整紧急程度</translation>
    </message>
    <message>
        <source>correct, enter an organisation</source>
        <translation>补录、登记组织</translation>
    </message>
    <message>
        <source>draw a month for re-checks</source>
        <translation>抽取某月的复核样本</translation>
    </message>
    <message>
        <source>find a place on the map</source>
        <translation>在地图上查找</translation>
    </message>
    <message>
        <source>find and do anything</source>
        <translation>查找与执行命令</translation>
    </message>
    <message>
        <source>find changes, board, a month, try rules</source>
        <translation>查找变动，看板，选月份，试算规则</translation>
    </message>
    <message>
        <source>from the lower list or the search back to the upper list</source>
        <translation>从下方列表或搜索返回上方列表</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>further changes, or tasks of the board</source>
        <translation>更多变动，或看板的更多任务</translation>
    </message>
    <message>
        <source>further hits of the rule</source>
        <translation>该规则的更多疑点</translation>
    </message>
    <message>
        <source>go down to the grid and its rows, go up</source>
        <translation>下到网格和明细，返回上级</translation>
    </message>
    <message>
        <source>issue a card, reply to it, withdraw it</source>
        <translation>签发、回复、撤回卡</translation>
    </message>
    <message>
        <source>keep a home, its history</source>
        <translation>登记住所、户、房屋性质；变更记录</translation>
    </message>
    <message>
        <source>lock the desk</source>
        <translation>锁定席位</translation>
    </message>
    <message>
        <source>look up a resident</source>
        <translation>居民查询</translation>
    </message>
    <message>
        <source>masked names, look the resident up</source>
        <translation>脱敏姓名，查询居民</translation>
    </message>
    <message>
        <source>merge, take apart</source>
        <translation>并案、拆分</translation>
    </message>
    <message>
        <source>most misses first, search</source>
        <translation>未命中多的在前、查找</translation>
    </message>
    <message>
        <source>name who may know, take off, look up</source>
        <translation>列入知悉范围、移出、查询居民</translation>
    </message>
    <message>
        <source>next list: cards, passed around, handovers</source>
        <translation>换列表：卡、退回拉锯、交接班</translation>
    </message>
    <message>
        <source>next row, row before, first, last</source>
        <translation>下一行、上一行、首行、末行</translation>
    </message>
    <message>
        <source>next tab, tab before</source>
        <translation>下一页签、上一页签</translation>
    </message>
    <message>
        <source>notices about look-ups, for the auditor</source>
        <translation>查询提示（审计员）</translation>
    </message>
    <message>
        <source>of a care file: open one, renew, end</source>
        <translation>关爱档案：建立、续期、结束</translation>
    </message>
    <message>
        <source>of a ruling: make a line, do not follow</source>
        <translation>裁定：转为条目、不采用</translation>
    </message>
    <message>
        <source>open the incident of the reminder</source>
        <translation>打开提醒的事件</translation>
    </message>
    <message>
        <source>open what a card names, an organisation by code</source>
        <translation>打开卡片所列组织或房屋、按代码打开组织</translation>
    </message>
    <message>
        <source>open who was found, back to the list</source>
        <translation>打开检索到的居民，返回名单</translation>
    </message>
    <message>
        <source>opens the chosen row</source>
        <translation>打开所选行</translation>
    </message>
    <message>
        <source>parked, or awaiting a decision</source>
        <translation>挂账、待审批</translation>
    </message>
    <message>
        <source>print a paper of what is chosen</source>
        <translation>打印所选事件的文书</translation>
    </message>
    <message>
        <source>privacy: record, step, print, notice</source>
        <translation>个人信息保护：记录、步骤、打印、告知书</translation>
    </message>
    <message>
        <source>read and sign a handover</source>
        <translation>查阅并签收交接班</translation>
    </message>
    <message>
        <source>reconnect to the store now</source>
        <translation>立即重连数据库</translation>
    </message>
    <message>
        <source>record a visit, plan one, record a benefit</source>
        <translation>登记走访、计划走访、登记救助</translation>
    </message>
    <message>
        <source>record re-checks: P  F  O  V</source>
        <translation>登记复核结果：P  F  O  V</translation>
    </message>
    <message>
        <source>remove what is marked</source>
        <translation>移除所选</translation>
    </message>
    <message>
        <source>report a new incident</source>
        <translation>上报新事件</translation>
    </message>
    <message>
        <source>reports behind the incident</source>
        <translation>事件的全部诉求</translation>
    </message>
    <message>
        <source>room for tasks, only those without room</source>
        <translation>可接件数、只看已满</translation>
    </message>
    <message>
        <source>rows behind a number of the board, search</source>
        <translation>看板数字背后的任务，搜索</translation>
    </message>
    <message>
        <source>rows of the place, next page, page before</source>
        <translation>本处明细、下一页、上一页</translation>
    </message>
    <message>
        <source>rows that are one person</source>
        <translation>同一人的多条记录</translation>
    </message>
    <message>
        <source>save the present filter</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>saved filters: rename</source>
        <translation>常用筛选：改名</translation>
    </message>
    <message>
        <source>say busy, off duty, free again</source>
        <translation>登记忙碌、下班、恢复空闲</translation>
    </message>
    <message>
        <source>send what the window asks</source>
        <translation>提交窗口内容</translation>
    </message>
    <message>
        <source>silence the desk</source>
        <translation>本席静音</translation>
    </message>
    <message>
        <source>state a new value</source>
        <translation>补录一个值</translation>
    </message>
    <message>
        <source>take a move: the letter stands on its button</source>
        <translation>办理环节，字母见按钮</translation>
    </message>
    <message>
        <source>take back the newest filter; leave a window</source>
        <translation>取消最近一项筛选、离开窗口</translation>
    </message>
    <message>
        <source>take note of it, of all of them</source>
        <translation>知悉这一条、全部知悉</translation>
    </message>
    <message>
        <source>take up the draft, throw it away</source>
        <translation>取回草稿、丢弃草稿</translation>
    </message>
    <message>
        <source>the card opened before, the one after it</source>
        <translation>上一张、下一张打开过的卡片</translation>
    </message>
    <message>
        <source>the incident before, the one it went on as</source>
        <translation>前一事件、后续事件</translation>
    </message>
    <message>
        <source>the pages of the rail</source>
        <translation>左侧各页面</translation>
    </message>
    <message>
        <source>the phone of the caller</source>
        <translation>来电人电话</translation>
    </message>
    <message>
        <source>the place on the map: arrows, Enter</source>
        <translation>在地图上选地点：方向键、Enter</translation>
    </message>
    <message>
        <source>this list of keys</source>
        <translation>本按键表</translation>
    </message>
    <message>
        <source>through the open card</source>
        <translation>翻看打开的卡片</translation>
    </message>
    <message>
        <source>tie a person to it, end a tie</source>
        <translation>登记、终止任职关系</translation>
    </message>
    <message>
        <source>trend of the marked unit, a card to it</source>
        <translation>所选单位的趋势、向其签发卡</translation>
    </message>
    <message>
        <source>use a saved filter</source>
        <translation>使用常用筛选</translation>
    </message>
    <message>
        <source>verify a value, take one back</source>
        <translation>核实一个值，撤回一个值</translation>
    </message>
    <message>
        <source>visits: export, grid, search</source>
        <translation>走访：导出、网格、查找</translation>
    </message>
    <message>
        <source>visits: record, last ones, further</source>
        <translation>走访：登记、最近走访、更多行</translation>
    </message>
    <message>
        <source>visits: what I noted, correct one</source>
        <translation>走访：我的记录、更正</translation>
    </message>
    <message>
        <source>who looked at a person</source>
        <translation>查询某人被查询情况</translation>
    </message>
    <message>
        <source>write a shift handover</source>
        <translation>写交接班</translation>
    </message>
    <message>
        <source>write the rows to a file, stop it</source>
        <translation>明细导出到文件，停止导出</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.live_feed</name>
    <message>
        <source>The live feed failed; it starts again by itself.</source>
        <translation>实时更新中断，正在自动恢复。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.lock_sheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>It opens the desk after it has locked itself. Left empty, whoever sits here opens it. Who forgets it asks an administrator.</source>
        <translation>席位自动锁定后用它解锁。留空则坐在席位前的人即可解锁。忘记口令请找管理员。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>现在的口令</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>The desk is locked</source>
        <translation>席位已锁定</translation>
    </message>
    <message>
        <source>The feed goes on and reminders sound.</source>
        <translation>实时更新照常，提醒照常响铃。</translation>
    </message>
    <message>
        <source>The two are not the same. Nothing was changed.</source>
        <translation>两次输入不一致，未做更改。</translation>
    </message>
    <message>
        <source>This account has no PIN: whoever sits here goes on. Set one with “Set the PIN”, Ctrl+K.</source>
        <translation>本账号没有口令：坐在席位前的人即可继续。可按 Ctrl+K 用“设置口令”设置。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.details</name>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Click a grid on the map, or find one by its code.</source>
        <translation>在地图上点选网格，或按编码查找。</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Could not read the grid</source>
        <translation>无法读取网格</translation>
    </message>
    <message>
        <source>Everything reported has been dealt with.</source>
        <translation>上报的事件都已办结。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>Incidents here</source>
        <translation>此处事件</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>No grid chosen</source>
        <translation>未选网格</translation>
    </message>
    <message>
        <source>No incidents here</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>空缺</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.finder</name>
    <message>
        <source>Address, grid or code</source>
        <translation>地址、网格或编码</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Could not search</source>
        <translation>无法查找</translation>
    </message>
    <message>
        <source>Division</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Find a place</source>
        <translation>查找地点</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Looked for: {text}</source>
        <translation>查找：{text}</translation>
    </message>
    <message>
        <source>No such place</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing searched yet</source>
        <translation>尚未查找</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Works without a network: places come from the store.</source>
        <translation>不需网络：地点来自本库。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.layers</name>
    <message>
        <source>Also shown</source>
        <translation>同时显示</translation>
    </message>
    <message>
        <source>Colour of the grids</source>
        <translation>网格着色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Names and counts</source>
        <translation>名称与件数</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Water, parks and roads</source>
        <translation>水系、绿地、道路</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.look</name>
    <message>
        <source>Closed late</source>
        <translation>迟结</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Show the whole district</source>
        <translation>显示全区</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>无在办</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.measures</name>
    <message>
        <source>On-time rate</source>
        <translation>按期率</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Open and on time per community, %</source>
        <translation>每社区在办按期率 %</translation>
    </message>
    <message>
        <source>Open and on time per grid, %</source>
        <translation>每网格在办按期率 %</translation>
    </message>
    <message>
        <source>Open incidents per community</source>
        <translation>每社区在办件数</translation>
    </message>
    <message>
        <source>Open incidents per grid</source>
        <translation>每网格在办件数</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Red incidents per community</source>
        <translation>每社区红灯件数</translation>
    </message>
    <message>
        <source>Red incidents per grid</source>
        <translation>每网格红灯件数</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.attachments</name>
    <message>
        <source>Added by</source>
        <translation>上传人</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>removed by {who}: {reason}</source>
        <translation>{who} 已移除：{reason}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.cards</name>
    <message>
        <source>Addressed to</source>
        <translation>收卡单位</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Issued at</source>
        <translation>签发时间</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发人</translation>
    </message>
    <message>
        <source>Reply clock</source>
        <translation>回复钟</translation>
    </message>
    <message>
        <source>replied in time</source>
        <translation>按时回复</translation>
    </message>
    <message>
        <source>replied late</source>
        <translation>迟回复</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>{time} late</source>
        <translation>逾期 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.checks</name>
    <message>
        <source>About</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Compares</source>
        <translation>比对内容</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>False alarms</source>
        <translation>误报率</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Says now</source>
        <translation>登记现状</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>仍存在</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待处置</translation>
    </message>
    <message>
        <source>off</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>已试算</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>版本 {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.import_batches</name>
    <message>
        <source>Accepted</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>By</source>
        <translation>导入人</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>比对结果</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不一致内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>divisions</source>
        <translation>行政区划</translation>
    </message>
    <message>
        <source>grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>organisations</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>people of organisations</source>
        <translation>组织人员</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>standards</source>
        <translation>立案处置标准</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>{outcome}: another person</source>
        <translation>{outcome}：另一人</translation>
    </message>
    <message>
        <source>{outcome}: the same person</source>
        <translation>{outcome}：已认定为同一人</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.import_problems</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>{lines} and more</source>
        <translation>{lines}等</translation>
    </message>
    <message>
        <source>{lines} and {n} more</source>
        <translation>{lines}等，另有 {n} 行</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.population</name>
    <message>
        <source>Busiest day</source>
        <translation>最忙一日</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Found at</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>分工</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Unit tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>fell away</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>known from the baseline</source>
        <translation>基线已知</translation>
    </message>
    <message>
        <source>no rule asks for one</source>
        <translation>没有相应规则</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>无对应单位</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>已办 {done}/{all}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.privacy</name>
    <message>
        <source>About</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Of whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>record no. {id}: {step}</source>
        <translation>记录 {id}：{step}</translation>
    </message>
    <message>
        <source>▲ due {time}</source>
        <translation>▲ {time} 到期</translation>
    </message>
    <message>
        <source>◆ never written down</source>
        <translation>◆ 从未登记</translation>
    </message>
    <message>
        <source>◆ overdue since {time}</source>
        <translation>◆ 已逾期，应于 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.queue</name>
    <message>
        <source>Called in: {units}</source>
        <translation>会办：{units}</translation>
    </message>
    <message>
        <source>one unit</source>
        <translation>1 个单位</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>{n} units</source>
        <translation>{n} 个单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.queue_columns</name>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Why here</source>
        <translation>排序理由</translation>
    </message>
    <message>
        <source>no longer in this list</source>
        <translation>已不在此列表中</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.rolls</name>
    <message>
        <source>Asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容校验</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>For the day</source>
        <translation>基准日</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查询事由</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>Roll no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Since the roll before</source>
        <translation>与上次名册相比</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>without masks</source>
        <translation>不脱敏</translation>
    </message>
    <message>
        <source>without masks asked</source>
        <translation>申请不脱敏</translation>
    </message>
    <message>
        <source>written</source>
        <translation>已写出</translation>
    </message>
    <message>
        <source>{added} came, {removed} went, {changed} changed</source>
        <translation>新增 {added}，减少 {removed}，变更 {changed}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.routing</name>
    <message>
        <source>Entered by</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Matter and place</source>
        <translation>事项与地域</translation>
    </message>
    <message>
        <source>Not returned</source>
        <translation>未退回</translation>
    </message>
    <message>
        <source>Offered next time</source>
        <translation>下次是否提示</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Ruled by</source>
        <translation>裁定人</translation>
    </message>
    <message>
        <source>Ruled on</source>
        <translation>裁定日期</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>a line of the list</source>
        <translation>已转为清单条目</translation>
    </message>
    <message>
        <source>ended {day} by {who}</source>
        <translation>{who}终止于 {day}</translation>
    </message>
    <message>
        <source>from {day} on</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>no: {reason} ({who})</source>
        <translation>否：{reason}（{who}）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{day} until {last}</source>
        <translation>{day} 至 {last}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.units</name>
    <message>
        <source>Availability</source>
        <translation>忙闲状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>May hold</source>
        <translation>任务上限</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>在办任务</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>设置人</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>as its kind</source>
        <translation>按类型</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.notice_desk</name>
    <message>
        <source>A notice about look-ups awaits a note: {accounts}</source>
        <translation>1 条查询提示待知悉：{accounts}</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Notices about look-ups…</source>
        <translation>查询提示…</translation>
    </message>
    <message>
        <source>Show {key}</source>
        <translation>查看 {key}</translation>
    </message>
    <message>
        <source>{n} notice {key}</source>
        <translation>{n} 条提示 {key}</translation>
    </message>
    <message>
        <source>{n} notices about look-ups await a note: {accounts}</source>
        <translation>{n} 条查询提示待知悉：{accounts}</translation>
    </message>
    <message>
        <source>{n} notices {key}</source>
        <translation>{n} 条提示 {key}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.notice_dialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No account came to notice in the last {days} days.</source>
        <translation>最近 {days} 天没有账号需要提示。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notices about look-ups</source>
        <translation>查询提示</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>What accounts did in the last {days} days, counted by the rules of db/audit.yaml; nobody who was looked at.</source>
        <translation>最近 {days} 天各账号的查询情况，按 db/audit.yaml 的规则统计；不涉及被查询的人。</translation>
    </message>
    <message>
        <source>What was found out, at least 10 characters</source>
        <translation>核实情况，至少 10 个字</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>All keys (F1)</source>
        <translation>全部按键 F1</translation>
    </message>
    <message>
        <source>Area that may be seen</source>
        <translation>可见范围</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>库内数据</translation>
    </message>
    <message>
        <source>Ctrl+L responsibility list, units, imports, privacy · J K move · Enter open · / search</source>
        <translation>Ctrl+L 权责清单、单位、导入、个人信息保护 · J K 移动 · Enter 打开 · / 搜索</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库类型</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Holidays known for</source>
        <translation>节假日安排已录年份</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Last problem</source>
        <translation>最近问题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Live feed</source>
        <translation>实时数据</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Newest change</source>
        <translation>最新变更序号</translation>
    </message>
    <message>
        <source>Open incidents on this desk</source>
        <translation>本席位在办事件</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Size of text and panels</source>
        <translation>文字与面板大小</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Store time of the last answer</source>
        <translation>最近应答的数据库时间</translation>
    </message>
    <message>
        <source>The store did not answer</source>
        <translation>数据库没有应答</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本席位</translation>
    </message>
    <message>
        <source>Time zone of the district</source>
        <translation>区域时区</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>as this desk sees it</source>
        <translation>本席位所见</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>everything can be reached without a mouse</source>
        <translation>不用鼠标也能完成全部操作</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>no year</source>
        <translation>无</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not connected, attempt {n}</source>
        <translation>未连接，第 {n} 次重试</translation>
    </message>
    <message>
        <source>real data</source>
        <translation>正式数据</translation>
    </message>
    <message>
        <source>rows of the whole store</source>
        <translation>全库行数</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_facts</name>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Audit lines</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>催办与督办卡</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Divisions</source>
        <translation>行政区划</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Handling standards</source>
        <translation>处置标准</translation>
    </message>
    <message>
        <source>Handovers</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>Incident categories</source>
        <translation>事件类别</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Lines of duties</source>
        <translation>权责条目</translation>
    </message>
    <message>
        <source>Merges</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>PostgreSQL server</source>
        <translation>PostgreSQL 服务器</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Re-check draws</source>
        <translation>复核抽样</translation>
    </message>
    <message>
        <source>Reminders noted</source>
        <translation>已确认提醒</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Responsible units</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>SQLite file</source>
        <translation>SQLite 文件</translation>
    </message>
    <message>
        <source>Steps in traces</source>
        <translation>办理步骤</translation>
    </message>
    <message>
        <source>Units called in</source>
        <translation>会办单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_flows</name>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Flows and their versions</source>
        <translation>流程及其版本</translation>
    </message>
    <message>
        <source>Flows…</source>
        <translation>流程…</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_import</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Bring a file in</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check every row</source>
        <translation>逐行检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Every row is checked; nothing is stored…</source>
        <translation>正在逐行检查，不保存任何内容……</translation>
    </message>
    <message>
        <source>Every row is matched and put aside; the registers stay as they are…</source>
        <translation>正在逐行比对并暂存，登记库保持不变……</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No list was written.</source>
        <translation>未生成清单。</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>已暂存</translation>
    </message>
    <message>
        <source>Put aside and match (Ctrl+M)</source>
        <translation>暂存并比对（Ctrl+M）</translation>
    </message>
    <message>
        <source>Save the refused rows</source>
        <translation>保存拒收行清单</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. Nothing was stored.</source>
        <translation>已停止，未保存任何内容。</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>已入库</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The file is being brought in: all of it, or nothing…</source>
        <translation>正在导入：要么全部入库，要么一行不入……</translation>
    </message>
    <message>
        <source>The file is being opened…</source>
        <translation>正在打开文件……</translation>
    </message>
    <message>
        <source>The file is brought in.</source>
        <translation>文件已导入。</translation>
    </message>
    <message>
        <source>The list is being written…</source>
        <translation>正在写出清单……</translation>
    </message>
    <message>
        <source>The rows wait in the list of imports: look through them there, then apply.</source>
        <translation>数据行已在导入列表中等待：请先逐行查看，再入库。</translation>
    </message>
    <message>
        <source>There is nothing in this file to bring in. Go back, or choose another file.</source>
        <translation>文件中没有可入库的内容。请返回上一步，或另选文件。</translation>
    </message>
    <message>
        <source>Would be stored</source>
        <translation>将入库</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>{file} is to be imported: name another for the refused rows.</source>
        <translation>{file} 是要导入的文件：请为退回的行指定另一个文件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_import_check</name>
    <message>
        <source>Lines {lines}</source>
        <translation>行号：{lines}</translation>
    </message>
    <message>
        <source>Problems of the file</source>
        <translation>文件中的问题</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Remarks on the file</source>
        <translation>对文件的说明</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Save the whole list… (Ctrl+S)</source>
        <translation>保存全部清单…（Ctrl+S）</translation>
    </message>
    <message>
        <source>The marked problem</source>
        <translation>所选问题</translation>
    </message>
    <message>
        <source>Twins</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>{field}: {reason}</source>
        <translation>{field}：{reason}</translation>
    </message>
    <message>
        <source>{n} rows have further problems: save the list.</source>
        <translation>另有 {n} 行存在其他问题，请保存清单查看。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_import_columns</name>
    <message>
        <source>Chosen for two fields: {columns}.</source>
        <translation>同一列用于两个字段：{columns}。</translation>
    </message>
    <message>
        <source>Columns left out because this register does not keep such facts: {columns}.</source>
        <translation>因本登记不保存此类信息而略去的列：{columns}。</translation>
    </message>
    <message>
        <source>Columns not used: {columns}.</source>
        <translation>未使用的列：{columns}。</translation>
    </message>
    <message>
        <source>Needed, and not chosen yet: {fields}.</source>
        <translation>必填字段尚未选择：{fields}。</translation>
    </message>
    <message>
        <source>made of {columns}</source>
        <translation>由 {columns} 得出</translation>
    </message>
    <message>
        <source>{columns} and {n} more</source>
        <translation>{columns}等，另有 {n} 列</translation>
    </message>
    <message>
        <source>{field} (needed)</source>
        <translation>{field}（必填）</translation>
    </message>
    <message>
        <source>— by the preset —</source>
        <translation>— 由预设得出 —</translation>
    </message>
    <message>
        <source>— not in the file —</source>
        <translation>—— 文件中没有 ——</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_import_file</name>
    <message>
        <source>CSV, Excel or GeoJSON; nothing is stored before the last step</source>
        <translation>CSV、Excel 或 GeoJSON；最后一步之前不保存任何内容</translation>
    </message>
    <message>
        <source>Choose… (Ctrl+O)</source>
        <translation>选择…（Ctrl+O）</translation>
    </message>
    <message>
        <source>Datum of its coordinates</source>
        <translation>坐标基准</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file to bring in</source>
        <translation>选择要导入的文件</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <source>recognised by itself</source>
        <translation>自动识别</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_import_presets</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kept by {who}.</source>
        <translation>由{who}保存。</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>These are the columns of “{name}”, for {kind}: go back and choose {kind} there.</source>
        <translation>这些列属于预设“{name}”（{kind}）：请返回上一步，把内容选为{kind}。</translation>
    </message>
    <message>
        <source>a name to keep this choice under</source>
        <translation>为当前选择取名保存</translation>
    </message>
    <message>
        <source>as recognised</source>
        <translation>自动识别结果</translation>
    </message>
    <message>
        <source>{name} (ships with the program)</source>
        <translation>{name}（随程序提供）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_imports</name>
    <message>
        <source>Bring a file in with N</source>
        <translation>按 N 导入文件</translation>
    </message>
    <message>
        <source>Enter on a staged import shows its rows, each matched.</source>
        <translation>在暂存的导入上按 Enter，可查看逐行比对结果。</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>No import fits</source>
        <translation>没有符合的导入</translation>
    </message>
    <message>
        <source>No rows wait</source>
        <translation>没有待处理的行</translation>
    </message>
    <message>
        <source>No staged import is open</source>
        <translation>未打开暂存的导入</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>未予显示</translation>
    </message>
    <message>
        <source>Nothing was brought in yet</source>
        <translation>尚未导入任何文件</translation>
    </message>
    <message>
        <source>Press N to bring a file in.</source>
        <translation>按 N 导入文件。</translation>
    </message>
    <message>
        <source>Rows that wait</source>
        <translation>待入库数据行</translation>
    </message>
    <message>
        <source>Search for something else.</source>
        <translation>请换一个搜索词。</translation>
    </message>
    <message>
        <source>Search the imports</source>
        <translation>搜索导入</translation>
    </message>
    <message>
        <source>Stopped. Nothing was stored.</source>
        <translation>已停止，未保存任何内容。</translation>
    </message>
    <message>
        <source>The file had none.</source>
        <translation>文件中没有数据行。</translation>
    </message>
    <message>
        <source>The import is being undone…</source>
        <translation>正在撤销导入……</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
    <message>
        <source>Your role stages no files.</source>
        <translation>您的角色不能暂存文件。</translation>
    </message>
    <message>
        <source>line {line}, {whose}</source>
        <translation>第 {line} 行，{whose}</translation>
    </message>
    <message>
        <source>{file} is being stored…</source>
        <translation>正在入库：{file}……</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_imports_words</name>
    <message>
        <source>Another person</source>
        <translation>另一人</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Bring a file in</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>同一人</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undone: removed {removed}, withdrawn {withdrawn}, put back {back}; {kept} stay.</source>
        <translation>已撤销：移除 {removed} 条，撤回 {withdrawn} 项，恢复 {back} 条；保留 {kept} 条。</translation>
    </message>
    <message>
        <source>{file} is stored: {n} rows.</source>
        <translation>{file} 已入库：{n} 行。</translation>
    </message>
    <message>
        <source>{file}, rows {n}</source>
        <translation>{file}，共 {n} 行</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_privacy</name>
    <message>
        <source>Mark a record first.</source>
        <translation>请先选择一条记录。</translation>
    </message>
    <message>
        <source>N writes a record.</source>
        <translation>按 N 登记一条记录。</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新记录</translation>
    </message>
    <message>
        <source>No step of a leak is due.</source>
        <translation>没有待登记的处置步骤。</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期事项</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>告知书</translation>
    </message>
    <message>
        <source>Notice on personal information</source>
        <translation>个人信息处理告知书</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>个人信息保护</translation>
    </message>
    <message>
        <source>Record no. {id}</source>
        <translation>记录 {id}</translation>
    </message>
    <message>
        <source>Records, what is due first</source>
        <translation>记录，到期的在前</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>What is kept of people</source>
        <translation>个人信息处理活动清单</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Write a record of data protection</source>
        <translation>登记个人信息保护记录</translation>
    </message>
    <message>
        <source>Write down a step after a leak</source>
        <translation>登记泄露事件处置步骤</translation>
    </message>
    <message>
        <source>Write the marked record as a paper</source>
        <translation>将所选记录写成文书</translation>
    </message>
    <message>
        <source>Write the notice on personal information</source>
        <translation>写出个人信息处理告知书</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Your role reads these records and writes none.</source>
        <translation>您的角色只能查看这些记录，不能登记。</translation>
    </message>
    <message>
        <source>and why, on which ground, how long</source>
        <translation>为何、依据、保存多久</translation>
    </message>
    <message>
        <source>due: {n}, of them overdue: {late}</source>
        <translation>到期 {n} 项，其中逾期 {late} 项</translation>
    </message>
    <message>
        <source>record no. {id}: {step}</source>
        <translation>记录 {id}：{step}</translation>
    </message>
    <message>
        <source>{law}. Nobody is named: write how many, not who.</source>
        <translation>{law}。不写任何人：只写人数，不写是谁。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_routing</name>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>End</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>Ended too</source>
        <translation>含已终止</translation>
    </message>
    <message>
        <source>Make a rule of it</source>
        <translation>转为清单条目</translation>
    </message>
    <message>
        <source>Misses first (M)</source>
        <translation>未命中优先（M）</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>新增条目</translation>
    </message>
    <message>
        <source>No line fits</source>
        <translation>没有符合的条目</translation>
    </message>
    <message>
        <source>No rulings</source>
        <translation>没有裁定</translation>
    </message>
    <message>
        <source>Not to be followed</source>
        <translation>不再参照</translation>
    </message>
    <message>
        <source>Press N to enter the first line, or import a table.</source>
        <translation>按 N 录入第一条，或导入表格。</translation>
    </message>
    <message>
        <source>Put those first that miss most often</source>
        <translation>未命中多的排在前面</translation>
    </message>
    <message>
        <source>Responsibility list</source>
        <translation>权责清单</translation>
    </message>
    <message>
        <source>Rulings</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Search for something else, or show those that ended too.</source>
        <translation>换个词搜索，或一并显示已终止的条目。</translation>
    </message>
    <message>
        <source>Search the responsibility list</source>
        <translation>搜索权责清单</translation>
    </message>
    <message>
        <source>The centre has not ruled yet on who is responsible.</source>
        <translation>中心尚未作出责任裁定。</translation>
    </message>
    <message>
        <source>The list is empty</source>
        <translation>清单为空</translation>
    </message>
    <message>
        <source>The responsibility list is kept by the shift supervisor, the leader or the administrator.</source>
        <translation>权责清单由值班长、领导或管理员维护。</translation>
    </message>
    <message>
        <source>passed over: {n}</source>
        <translation>未采纳：{n} 件</translation>
    </message>
    <message>
        <source>proposed: {n}</source>
        <translation>建议：{n} 件</translation>
    </message>
    <message>
        <source>returned afterwards: {n}</source>
        <translation>采纳后退回：{n} 件</translation>
    </message>
    <message>
        <source>taken: {n}</source>
        <translation>采纳：{n} 件</translation>
    </message>
    <message>
        <source>{n} of {all} line in force</source>
        <translation>显示 {n} 条，有效共 {all} 条</translation>
    </message>
    <message>
        <source>{n} of {all} lines in force</source>
        <translation>显示 {n} 条，有效共 {all} 条</translation>
    </message>
    <message>
        <source>{n} ruling · offered next time, never applied by itself</source>
        <translation>{n} 件裁定 · 下次提示，从不自动套用</translation>
    </message>
    <message>
        <source>{n} rulings · offered next time, never applied by themselves</source>
        <translation>{n} 件裁定 · 下次提示，从不自动套用</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_routing_forms</name>
    <message>
        <source>Empty means all: every category of the set, everywhere, any source.</source>
        <translation>留空表示不限：该编码集的全部类别、任何地点、任何来源。</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>{number} · {category} × {place} → {unit}, because {reason}</source>
        <translation>{number} · {category} × {place} → {unit}，理由：{reason}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.administration_units</name>
    <message>
        <source>A unit of which nothing was said is free.</source>
        <translation>没有记录的单位视为空闲。</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>任务上限</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>History of the unit</source>
        <translation>单位忙闲记录</translation>
    </message>
    <message>
        <source>Import the units of the district first.</source>
        <translation>请先导入本区的单位。</translation>
    </message>
    <message>
        <source>No unit fits</source>
        <translation>没有符合的单位</translation>
    </message>
    <message>
        <source>No units</source>
        <translation>没有单位</translation>
    </message>
    <message>
        <source>Nothing was said yet</source>
        <translation>尚无记录</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>离岗</translation>
    </message>
    <message>
        <source>Only the units without room</source>
        <translation>只看无余力的单位</translation>
    </message>
    <message>
        <source>Say how many tasks the unit may hold</source>
        <translation>设该单位的任务上限</translation>
    </message>
    <message>
        <source>Say that the unit is busy</source>
        <translation>设该单位为忙碌</translation>
    </message>
    <message>
        <source>Say that the unit is free again</source>
        <translation>恢复该单位为空闲</translation>
    </message>
    <message>
        <source>Say that the unit is off duty</source>
        <translation>设该单位为离岗</translation>
    </message>
    <message>
        <source>Search for something else, or press U for all.</source>
        <translation>换个词搜索，或按 U 显示全部。</translation>
    </message>
    <message>
        <source>Search the units</source>
        <translation>搜索单位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Without room (U)</source>
        <translation>无余力（U）</translation>
    </message>
    <message>
        <source>{n} of {all} · {engaged} without room</source>
        <translation>{n} / {all} 个 · {engaged} 个无余力</translation>
    </message>
    <message>
        <source>{unit}. Nothing written is the number of its kind.</source>
        <translation>{unit}。不填则按单位类型的上限。</translation>
    </message>
    <message>
        <source>{unit}: {state}, open tasks: {n}</source>
        <translation>{unit}：{state}，在办任务 {n} 件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents</name>
    <message>
        <source>Choose one in the queue at the left.</source>
        <translation>请在左侧队列中选择。</translation>
    </message>
    <message>
        <source>It was moved out of it, or it does not exist. Choose another one in the queue at the left.</source>
        <translation>它已移出您的范围，或并不存在。请在左侧队列中另选一件。</translation>
    </message>
    <message>
        <source>J/K rows · letters take a move · Ctrl+N new · Ctrl+P prints · Esc takes back one filter</source>
        <translation>J/K 上下移动 · 字母键办理环节 · Ctrl+N 新建 · Ctrl+P 打印 · Esc 取消一项筛选</translation>
    </message>
    <message>
        <source>No incident is open</source>
        <translation>没有打开的事件</translation>
    </message>
    <message>
        <source>The incident could not be read</source>
        <translation>事件未能读取</translation>
    </message>
    <message>
        <source>This incident is not in your area</source>
        <translation>该事件不在您的辖区</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>办理痕迹</translation>
    </message>
    <message>
        <source>{n} step · only ever added to</source>
        <translation>{n} 步 · 只增不改</translation>
    </message>
    <message>
        <source>{n} steps · only ever added to</source>
        <translation>{n} 步 · 只增不改</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_applications</name>
    <message>
        <source>Applications that await a decision</source>
        <translation>待审批的申请</translation>
    </message>
    <message>
        <source>Applied for: {move}</source>
        <translation>申请：{move}</translation>
    </message>
    <message>
        <source>Applied for: {move} until {time}</source>
        <translation>申请：{move}，至 {time}</translation>
    </message>
    <message>
        <source>{asked} · decided by: {roles}</source>
        <translation>{asked} · 审批人：{roles}</translation>
    </message>
    <message>
        <source>{who} since {time}</source>
        <translation>{who}，{time} 提出</translation>
    </message>
    <message>
        <source>{who}, {unit}</source>
        <translation>{who}，{unit}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_attachments</name>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Attachments of {number}</source>
        <translation>{number} 的附件</translation>
    </message>
    <message>
        <source>No incident is open: choose one, then its attachments.</source>
        <translation>未打开事件：请先选择事件，再打开附件。</translation>
    </message>
    <message>
        <source>Photographs and documents of the incident: {key}</source>
        <translation>事件的照片和文件：{key}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_attachments_dialog</name>
    <message>
        <source>A adds one: {types}.</source>
        <translation>按 A 上传：{types}。</translation>
    </message>
    <message>
        <source>Add an attachment</source>
        <translation>上传附件</translation>
    </message>
    <message>
        <source>Added as</source>
        <translation>上传为</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>已上传：{name}</translation>
    </message>
    <message>
        <source>Add… (A)</source>
        <translation>上传…（A）</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled: nothing was added.</source>
        <translation>已取消：未上传任何内容。</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>已取消：未写入任何文件。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Files that are taken</source>
        <translation>可接受的文件</translation>
    </message>
    <message>
        <source>Incident {number} · the audit keeps who opened and saved what</source>
        <translation>事件 {number} · 审计记录谁打开、另存了什么</translation>
    </message>
    <message>
        <source>Kind of what is added</source>
        <translation>上传内容的类别</translation>
    </message>
    <message>
        <source>No attachment yet</source>
        <translation>尚无附件</translation>
    </message>
    <message>
        <source>Open (Enter)</source>
        <translation>打开（Enter）</translation>
    </message>
    <message>
        <source>Removed: file and trace stay, the content is not shown any more.</source>
        <translation>已移除：文件与痕迹保留，内容不再显示。</translation>
    </message>
    <message>
        <source>Remove… (Del)</source>
        <translation>移除…（Del）</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Save as… (S)</source>
        <translation>另存为…（S）</translation>
    </message>
    <message>
        <source>The attachments could not be read</source>
        <translation>附件无法读取</translation>
    </message>
    <message>
        <source>The file is being copied…</source>
        <translation>正在复制文件…</translation>
    </message>
    <message>
        <source>The picture is being read…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>Why is it removed? Enter removes, Esc leaves it</source>
        <translation>为何移除？Enter 移除，Esc 放弃</translation>
    </message>
    <message>
        <source>Why it is removed</source>
        <translation>移除原因</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_correcting</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>The urgency is not yours to adjust: ask the shift supervisor</source>
        <translation>紧急程度不由您调整：请联系值班长</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_correction_dialog</name>
    <message>
        <source>Name, pinyin, initials or code</source>
        <translation>名称、拼音、首字母或代码</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_dialog</name>
    <message>
        <source>As typed before · Ctrl+Enter sends</source>
        <translation>已恢复上次填写 · Ctrl+Enter 提交</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>Ctrl+Enter 提交</translation>
    </message>
    <message>
        <source>Opinion</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>such as {example}</source>
        <translation>如 {example}</translation>
    </message>
    <message>
        <source>year-month-day hour:minute</source>
        <translation>年-月-日 时:分</translation>
    </message>
    <message>
        <source>{field} (required)</source>
        <translation>{field}（必填）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_head</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print a paper</source>
        <translation>打印文书</translation>
    </message>
    <message>
        <source>grade I, extraordinarily serious</source>
        <translation>特别重大</translation>
    </message>
    <message>
        <source>grade II, serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>grade III, larger</source>
        <translation>较大</translation>
    </message>
    <message>
        <source>grade IV, ordinary</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>handled on the spot</source>
        <translation>自行处置</translation>
    </message>
    <message>
        <source>held by nobody yet ({state})</source>
        <translation>尚无承办单位（{state}）</translation>
    </message>
    <message>
        <source>held by {unit} ({state})</source>
        <translation>现由 {unit}（{state}）</translation>
    </message>
    <message>
        <source>recurrence no. {n}</source>
        <translation>第 {n} 次复发</translation>
    </message>
    <message>
        <source>reported {n} times</source>
        <translation>上报 {n} 次</translation>
    </message>
    <message>
        <source>review on {time}</source>
        <translation>{time} 复核</translation>
    </message>
    <message>
        <source>revision {n}</source>
        <translation>修订 {n}</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
    <message>
        <source>was held by {unit} ({state})</source>
        <translation>曾由 {unit}（{state}）</translation>
    </message>
    <message>
        <source>{major} › {category}</source>
        <translation>{major} › {category}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_holders</name>
    <message>
        <source>asked: {text}</source>
        <translation>会办事项：{text}</translation>
    </message>
    <message>
        <source>co-handler</source>
        <translation>会办</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>主办</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>尚无单位</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_links</name>
    <message>
        <source>Go to {number}, merged</source>
        <translation>打开并案的 {number}</translation>
    </message>
    <message>
        <source>Go to {number}, reopened as this incident</source>
        <translation>转到 {number}（本事件由其重开）</translation>
    </message>
    <message>
        <source>Go to {number}, the reopening</source>
        <translation>转到 {number}（重开的事件）</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>No incident stands before this one.</source>
        <translation>该事件没有前一事件。</translation>
    </message>
    <message>
        <source>This incident went on as no other: it was neither reopened nor merged into one.</source>
        <translation>该事件没有后续：未重开，也未并入其他事件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_merge_dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Could not compare</source>
        <translation>无法比对</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>If it is one matter with another all the same, type that one's number.</source>
        <translation>如确与另一事件为同一件事，请输入该事件编号。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Merge (Ctrl+Enter)</source>
        <translation>并案（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Merge incidents</source>
        <translation>并案</translation>
    </message>
    <message>
        <source>Nothing like it is open</source>
        <translation>没有相似的未办结事件</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Open incidents that are alike</source>
        <translation>相似的未办结事件</translation>
    </message>
    <message>
        <source>Or the number of another incident, then Enter</source>
        <translation>或输入另一事件的编号后按 Enter</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Reported at</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>诉求人</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The two side by side</source>
        <translation>两件对照</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>诉求内容</translation>
    </message>
    <message>
        <source>Why are they one matter? (required)</source>
        <translation>并案理由（必填）</translation>
    </message>
    <message>
        <source>Write why the two are one matter.</source>
        <translation>请填写并案理由。</translation>
    </message>
    <message>
        <source>distance not known</source>
        <translation>距离不明</translation>
    </message>
    <message>
        <source>likeness {n} of 100</source>
        <translation>相似度 {n}/100</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>{number} and another incident are the same matter: every report is kept, and it can be undone</source>
        <translation>{number} 与另一事件是同一件事：全部诉求均保留，且可拆分</translation>
    </message>
    <message>
        <source>{n} days between the reports</source>
        <translation>上报相隔 {n} 天</translation>
    </message>
    <message>
        <source>{n} h between the reports</source>
        <translation>上报相隔 {n} 小时</translation>
    </message>
    <message>
        <source>{n} m apart</source>
        <translation>相距 {n} 米</translation>
    </message>
    <message>
        <source>{n} min between the reports</source>
        <translation>上报相隔 {n} 分钟</translation>
    </message>
    <message>
        <source>{stays} stays, {goes} goes into it</source>
        <translation>保留 {stays}，将 {goes} 并入</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_merge_urgency</name>
    <message>
        <source>Then open “adjust the urgency” of {number}, to be checked and sent</source>
        <translation>随后打开 {number} 的“调整紧急程度”，核对后提交</translation>
    </message>
    <message>
        <source>urgent, {grade}</source>
        <translation>急要件，{grade}</translation>
    </message>
    <message>
        <source>{goes} ({urgency}) is more urgent than {stays} ({other}): merging does not raise it</source>
        <translation>{goes}（{urgency}）比 {stays}（{other}）紧急：并案不会自动调高</translation>
    </message>
    <message>
        <source>{number}, merged into it, is more urgent</source>
        <translation>并入的 {number} 更紧急</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_merged</name>
    <message>
        <source>Go to {number}</source>
        <translation>打开 {number}</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>已并入</translation>
    </message>
    <message>
        <source>Merged into this one</source>
        <translation>并入本事件的</translation>
    </message>
    <message>
        <source>{n} more among the reports (Ctrl+B)</source>
        <translation>另有 {n} 件，见诉求 Ctrl+B</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_merging</name>
    <message>
        <source>Every report behind the incident, and who told of it: {key}</source>
        <translation>该事件的全部诉求及诉求人：{key}</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>No incident is open: choose one, then its reports.</source>
        <translation>未打开事件：请先选择事件，再查看诉求。</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Reports of {number}</source>
        <translation>{number} 的诉求</translation>
    </message>
    <message>
        <source>The incident stands on its own again</source>
        <translation>已拆分，事件恢复单独办理</translation>
    </message>
    <message>
        <source>The two are one incident now</source>
        <translation>已并案</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_moves</name>
    <message>
        <source>Nothing can be done here by this role just now.</source>
        <translation>本岗位此刻没有可办的动作。</translation>
    </message>
    <message>
        <source>Possible moves</source>
        <translation>可办动作</translation>
    </message>
    <message>
        <source>{who} · state: {state}</source>
        <translation>{who} · 状态：{state}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_papers</name>
    <message>
        <source>Incident {number} · the audit keeps who printed which paper</source>
        <translation>事件 {number} · 打印人和文书记入审计</translation>
    </message>
    <message>
        <source>No incident is open: choose one, then print.</source>
        <translation>尚未打开事件：请先选择一件，再打印。</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print a paper</source>
        <translation>打印文书</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>{paper} of {number}</source>
        <translation>{number} 的{paper}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_picture</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This picture cannot be shown here. Save a copy (S) and look at it in another program.</source>
        <translation>此处无法显示该图片。请另存副本（S），用其他程序查看。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_place</name>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Map of the place</source>
        <translation>位置图</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Reopened as</source>
        <translation>已重开为</translation>
    </message>
    <message>
        <source>Reopened from</source>
        <translation>重开自</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报内容</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What was reported</source>
        <translation>上报信息</translation>
    </message>
    <message>
        <source>approximate: placed at the grid, not measured</source>
        <translation>约略：按网格标注，未实测</translation>
    </message>
    <message>
        <source>no place known</source>
        <translation>位置未知</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_reports_dialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Incident {number} and what was merged into it · the audit keeps who asked for a reporter</source>
        <translation>事件 {number} 及并入其中的事件 · 查看诉求人均留审计记录</translation>
    </message>
    <message>
        <source>Nobody is known to this report.</source>
        <translation>该诉求未留诉求人。</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>诉求人</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Show who reported (Enter)</source>
        <translation>显示诉求人（Enter）</translation>
    </message>
    <message>
        <source>The reports could not be read</source>
        <translation>诉求无法读取</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>诉求内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.incidents_working</name>
    <message>
        <source>Counted</source>
        <translation>工作分钟</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>计时过程</translation>
    </message>
    <message>
        <source>limit {limit} = {n} min · yellow from {yellow} min ({time})</source>
        <translation>时限 {limit} = {n} 分 · 黄灯 {yellow} 分（{time} 到）</translation>
    </message>
    <message>
        <source>limit {n} min · yellow {yellow} min</source>
        <translation>时限 {n} 分 · 黄灯 {yellow} 分</translation>
    </message>
    <message>
        <source>no clock has started</source>
        <translation>尚未起钟</translation>
    </message>
    <message>
        <source>standard {name}</source>
        <translation>标准 {name}</translation>
    </message>
    <message>
        <source>{clock} · recomputed from the ledger</source>
        <translation>{clock} · 台账重算，逐段可查</translation>
    </message>
    <message>
        <source>{limit} {minus} {used} = {n} min left</source>
        <translation>{limit} {minus} {used} = 剩 {n} 分</translation>
    </message>
    <message>
        <source>{used} {minus} {limit} = {n} min overdue</source>
        <translation>{used} {minus} {limit} = 超时 {n} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators</name>
    <message>
        <source>J/K up and down · Enter lists the rows · Ctrl+C copies rows</source>
        <translation>J/K 上下 · Enter 看组成行 · Ctrl+C 复制整行</translation>
    </message>
    <message>
        <source>The figures could not be read</source>
        <translation>读不到指标</translation>
    </message>
    <message>
        <source>The rows could not be read</source>
        <translation>读不到组成行</translation>
    </message>
    <message>
        <source>whole area</source>
        <translation>全区</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators_areas</name>
    <message>
        <source>By area</source>
        <translation>按区域</translation>
    </message>
    <message>
        <source>Dot now, tick before.</source>
        <translation>圆点为本期，短线为上期。</translation>
    </message>
    <message>
        <source>Rates on fewer than {n} incidents show &lt;{n}; on none at all, —.</source>
        <translation>分母小于 {n} 的格显示 &lt;{n}，分母为 0 显示 —。</translation>
    </message>
    <message>
        <source>a year ago {unit}</source>
        <translation>去年 {unit}</translation>
    </message>
    <message>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>before {unit}</source>
        <translation>上期 {unit}</translation>
    </message>
    <message>
        <source>change</source>
        <translation>差</translation>
    </message>
    <message>
        <source>press a number for its rows, a name to go into it</source>
        <translation>点数字看组成行，点名称看下级</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} — {high}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators_behind</name>
    <message>
        <source>No rows</source>
        <translation>没有事件</translation>
    </message>
    <message>
        <source>Nothing in this area and period is counted here.</source>
        <translation>此范围和期间内没有计入的事件。</translation>
    </message>
    <message>
        <source>Rows behind the number</source>
        <translation>组成行</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结</translation>
    </message>
    <message>
        <source>closed late</source>
        <translation>迟结</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>时限止</translation>
    </message>
    <message>
        <source>number</source>
        <translation>事件号</translation>
    </message>
    <message>
        <source>open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>{shown} of {total} row</source>
        <translation>列出 {shown} 行，共 {total} 行</translation>
    </message>
    <message>
        <source>{shown} of {total} rows</source>
        <translation>列出 {shown} 行，共 {total} 行</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators_head</name>
    <message>
        <source> · from {day}</source>
        <translation> · {day} 起</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Press a number to see the rows that make it up.</source>
        <translation>点数字查看组成行。</translation>
    </message>
    <message>
        <source>before {figure}</source>
        <translation>上期 {figure}</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>回访数</translation>
    </message>
    <message>
        <source>contacted</source>
        <translation>已联系数</translation>
    </message>
    <message>
        <source>disputes</source>
        <translation>矛盾纠纷数</translation>
    </message>
    <message>
        <source>disputes resolved</source>
        <translation>化解数</translation>
    </message>
    <message>
        <source>disputes resolved in the community</source>
        <translation>社区化解数</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>解决数</translation>
    </message>
    <message>
        <source>tickets dispatched</source>
        <translation>派单数</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>版本 {n}</translation>
    </message>
    <message>
        <source>year ago {figure}</source>
        <translation>去年 {figure}</translation>
    </message>
    <message>
        <source>{name}: the limit ends within the period, closed or not.</source>
        <translation>{name}：时限止于本期之内，无论是否已结。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators_library</name>
    <message>
        <source>Indicator library</source>
        <translation>指标库</translation>
    </message>
    <message>
        <source>Name or pinyin</source>
        <translation>名称或拼音</translation>
    </message>
    <message>
        <source>counts {n}</source>
        <translation>数量 {n}</translation>
    </message>
    <message>
        <source>rates {n}</source>
        <translation>率 {n}</translation>
    </message>
    <message>
        <source>{n} item</source>
        <translation>{n} 项</translation>
    </message>
    <message>
        <source>{n} items</source>
        <translation>{n} 项</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.indicators_scope</name>
    <message>
        <source>Area and period</source>
        <translation>范围与期间</translation>
    </message>
    <message>
        <source>days</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>first day</source>
        <translation>起日</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>止日</translation>
    </message>
    <message>
        <source>month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>whole area</source>
        <translation>全区</translation>
    </message>
    <message>
        <source>year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>{days}, up to {time}</source>
        <translation>{days} {time}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>{period}; void and unfiled ones are not due</source>
        <translation>{period}；作废与不予立案的不计入</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.keyed_tab</name>
    <message>
        <source>The role of this account does not do this.</source>
        <translation>本账号的角色不办理此项。</translation>
    </message>
    <message>
        <source>{action} ({key})</source>
        <translation>{action}（{key}）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.list_tab</name>
    <message>
        <source>Search (/)</source>
        <translation>搜索（/）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.map</name>
    <message>
        <source>Ctrl+F finds a place · arrows and + − move the map · Enter chooses a grid · Esc takes back one filter</source>
        <translation>Ctrl+F 查找地点 · 方向键与 + − 移动地图 · Enter 选网格 · Esc 撤回一个筛选</translation>
    </message>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.one_form</name>
    <message>
        <source>{number} · {category} · {state}</source>
        <translation>{number} · {category} · {state}</translation>
    </message>
    <message>
        <source>“{move}” is done</source>
        <translation>“{move}”已办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.overview</name>
    <message>
        <source>J/K up and down · Enter opens · Ctrl+C copies rows · Esc takes back one filter</source>
        <translation>J/K 上下 · Enter 打开 · Ctrl+C 复制行 · Esc 清除一个筛选</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>data stopped at {time}</source>
        <translation>数据停在 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers</name>
    <message>
        <source>Enter looks up · Tab to a value, Space shows it · Ctrl+O what a card names · Esc back</source>
        <translation>Enter 查询 · Tab 到某项，空格显示 · Ctrl+O 打开卡片所列 · Esc 返回</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>查询</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_care</name>
    <message>
        <source>Benefit</source>
        <translation>救助待遇</translation>
    </message>
    <message>
        <source>Care</source>
        <translation>关爱</translation>
    </message>
    <message>
        <source>Care file</source>
        <translation>关爱档案</translation>
    </message>
    <message>
        <source>Care file no. {id}</source>
        <translation>关爱档案 {id} 号</translation>
    </message>
    <message>
        <source>Care files</source>
        <translation>关爱档案</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>End the file</source>
        <translation>结束档案</translation>
    </message>
    <message>
        <source>Enter opens the file again, with what was written.</source>
        <translation>按 Enter 再次打开档案，即可看到所登记的内容。</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>J K rows · Enter opens the file · Tab to the purpose</source>
        <translation>J K 移动 · Enter 打开档案 · Tab 到事由</translation>
    </message>
    <message>
        <source>Kept for those who must know, with a basis in law and a last day.</source>
        <translation>只供必须知悉的人员查看，有法律依据和有效期。</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>重新列出</translation>
    </message>
    <message>
        <source>Look the person up</source>
        <translation>查询居民</translation>
    </message>
    <message>
        <source>Mark a care file first.</source>
        <translation>请先选中一份关爱档案。</translation>
    </message>
    <message>
        <source>Mark one at the left and press Enter: purpose and reason come first.</source>
        <translation>在左侧选中一份并按 Enter：须先填查询事由和理由。</translation>
    </message>
    <message>
        <source>May know</source>
        <translation>知悉范围</translation>
    </message>
    <message>
        <source>N opens one; others name you in theirs.</source>
        <translation>按 N 建立档案；他人也可把您列入其档案的知悉范围。</translation>
    </message>
    <message>
        <source>Name who may know</source>
        <translation>列入知悉范围</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>建立档案</translation>
    </message>
    <message>
        <source>No care file names this account.</source>
        <translation>没有档案把本账号列入知悉范围。</translation>
    </message>
    <message>
        <source>No file is open</source>
        <translation>没有打开的档案</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>未予显示</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>建档人</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>计划走访</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Record a visit</source>
        <translation>登记走访</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Shown to the accounts named in a file, and to nobody else; never on map, wall or in a search. A file closes by itself after its last day.</source>
        <translation>只对档案知悉范围内的账号显示；不上地图、不上大屏、不进搜索。过了有效期，档案自行关闭。</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出知悉范围</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Visit planned</source>
        <translation>计划走访</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>填写时间</translation>
    </message>
    <message>
        <source>ended {day}</source>
        <translation>{day} 已到期</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>自 {day} 起</translation>
    </message>
    <message>
        <source>that name this account</source>
        <translation>把本账号列入知悉范围的</translation>
    </message>
    <message>
        <source>to renew</source>
        <translation>待续期</translation>
    </message>
    <message>
        <source>{n} people of your area stand under this number: one of the two numbers is wrong.</source>
        <translation>辖区内有 {n} 人登记在该号码下：其中必有号码有误。</translation>
    </message>
    <message>
        <source>{who}, named by {by}, through {day}</source>
        <translation>{who}，由 {by} 列入，至 {day}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_care_forms</name>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_changes</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>人口变动</translation>
    </message>
    <message>
        <source>Choose a month of population changes</source>
        <translation>选择人口变动月份</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Complete the population task</source>
        <translation>办结人口变动任务</translation>
    </message>
    <message>
        <source>Completion board</source>
        <translation>办结看板</translation>
    </message>
    <message>
        <source>Completion board of population tasks</source>
        <translation>人口变动任务看板</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find what changed in the registers</source>
        <translation>查找登记中的人口变动</translation>
    </message>
    <message>
        <source>Find · {n} new rows</source>
        <translation>查找 · 新增 {n} 条</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Further population changes</source>
        <translation>更多人口变动</translation>
    </message>
    <message>
        <source>J K rows · Enter looks the resident up · 1–5 numbers of the board · / search · Esc back</source>
        <translation>J K 移动 · Enter 查询居民 · 1–5 看板数字 · / 搜索 · Esc 返回</translation>
    </message>
    <message>
        <source>Let the clock of the population task stand or run</source>
        <translation>暂停或恢复人口变动任务的时限</translation>
    </message>
    <message>
        <source>Masked names of {n} rows from the top of the view are shown: the audit keeps that you asked.</source>
        <translation>已显示自当前首行起 {n} 条的脱敏姓名，并已记入审计。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Population changes</source>
        <translation>人口变动</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Search the changes</source>
        <translation>搜索变动</translation>
    </message>
    <message>
        <source>Show whom the changes are about, masked</source>
        <translation>显示变动涉及的居民（脱敏）</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Try rules on the changes of a month</source>
        <translation>用某月变动试算规则</translation>
    </message>
    <message>
        <source>Unit tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>all months</source>
        <translation>全部月份</translation>
    </message>
    <message>
        <source>{month}: changes {changes}, tasks {tasks}. Nothing was written.</source>
        <translation>{month}：变动 {changes} 条，任务 {tasks} 项。没有写入任何内容。</translation>
    </message>
    <message>
        <source>{n} found in the {read} read of {all}</source>
        <translation>已读 {read} / {all} 条中找到 {n} 条</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_changes_finding</name>
    <message>
        <source>Changes found: {found}, withdrawn: {withdrawn}, tasks made: {tasks}.</source>
        <translation>发现变动 {found} 条，撤回 {withdrawn} 条，生成任务 {tasks} 项。</translation>
    </message>
    <message>
        <source>Looking through the registers …</source>
        <translation>正在查找登记 …</translation>
    </message>
    <message>
        <source>Stopped. What was found so far is kept; the next pass finds the rest.</source>
        <translation>已停止。已发现的保留；其余由下一次查找。</translation>
    </message>
    <message>
        <source>your role does not detect population changes</source>
        <translation>您的岗位不查找人口变动</translation>
    </message>
    <message>
        <source>{n} rows are new since the last pass: more than a few days of changes bring.</source>
        <translation>自上次查找以来新增 {n} 条，多于几天内应有的变动。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_changes_forms</name>
    <message>
        <source>Change no. {id}: audited as every look-up is.</source>
        <translation>变动 {id} 号：与每次查询一样记入审计。</translation>
    </message>
    <message>
        <source>Choose a purpose first.</source>
        <translation>请先选择查询事由。</translation>
    </message>
    <message>
        <source>Nothing written: all months.</source>
        <translation>不填：全部月份。</translation>
    </message>
    <message>
        <source>What the rules would have made of the changes of a month. Nothing is written.</source>
        <translation>规则对某月变动会生成什么。不写入任何内容。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_changes_lists</name>
    <message>
        <source>A pass over the registers finds what changed in them.</source>
        <translation>对登记簿做一次查找，即可发现其中的变动。</translation>
    </message>
    <message>
        <source>Changes that are found make the tasks; B shows them.</source>
        <translation>查找到的变动会生成任务；按 B 查看变动。</translation>
    </message>
    <message>
        <source>Completion board</source>
        <translation>办结看板</translation>
    </message>
    <message>
        <source>Find what changed (F)</source>
        <translation>查找变动（F）</translation>
    </message>
    <message>
        <source>M chooses another month, or all.</source>
        <translation>按 M 选择其他月份或全部月份。</translation>
    </message>
    <message>
        <source>No change fits</source>
        <translation>没有相符的变动</translation>
    </message>
    <message>
        <source>No changes in {month}</source>
        <translation>{month}没有变动</translation>
    </message>
    <message>
        <source>No changes yet</source>
        <translation>还没有变动</translation>
    </message>
    <message>
        <source>No rule made one, or another number of the board has them (1 to 5).</source>
        <translation>没有规则生成任务，或任务在看板的其他数字下（1 至 5）。</translation>
    </message>
    <message>
        <source>No tasks here</source>
        <translation>此处没有任务</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>No unit fits</source>
        <translation>没有符合的单位</translation>
    </message>
    <message>
        <source>Population changes</source>
        <translation>人口变动</translation>
    </message>
    <message>
        <source>Search for something else.</source>
        <translation>请换一个搜索词。</translation>
    </message>
    <message>
        <source>Some of the changes, masked</source>
        <translation>部分变动（脱敏）</translation>
    </message>
    <message>
        <source>The rules would have made no task</source>
        <translation>规则不会生成任务</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Unit tasks</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_checks</name>
    <message>
        <source>Check now</source>
        <translation>立即核查</translation>
    </message>
    <message>
        <source>Check the registers with all rules that are switched on</source>
        <translation>用全部已启用规则核查登记</translation>
    </message>
    <message>
        <source>Checked {n} records: {new} new hits, {ended} ended.</source>
        <translation>已核查 {n} 条登记：新增疑点 {new}，结束 {ended}。</translation>
    </message>
    <message>
        <source>Checking the registers</source>
        <translation>正在核查登记</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Enter on a rule shows its hits, masked; the audit keeps that they were shown.</source>
        <translation>在规则上按 Enter 脱敏显示其疑点；显示记入审计。</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Further hits of the rule</source>
        <translation>该规则的更多疑点</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>J K rows · Enter shows hits, then the person · U undecided · Esc back</source>
        <translation>J K 移动 · Enter 打开疑点，再按查询此人 · U 只看待处置 · Esc 返回</translation>
    </message>
    <message>
        <source>No hits</source>
        <translation>没有疑点</translation>
    </message>
    <message>
        <source>No hits are open</source>
        <translation>未打开疑点</translation>
    </message>
    <message>
        <source>Nothing of this kind stands in the registers of your area.</source>
        <translation>您辖区的登记中没有此类情况。</translation>
    </message>
    <message>
        <source>On / off</source>
        <translation>启停</translation>
    </message>
    <message>
        <source>Only hits without a decision</source>
        <translation>只看待处置的疑点</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>核查规则</translation>
    </message>
    <message>
        <source>Stopped: the hits are as they were before.</source>
        <translation>已停止：疑点保持原样。</translation>
    </message>
    <message>
        <source>Stopped: the rule was not tried.</source>
        <translation>已停止：规则未试算。</translation>
    </message>
    <message>
        <source>Switch the marked rule on or off</source>
        <translation>启用或停用选中的规则</translation>
    </message>
    <message>
        <source>The hits are not shown</source>
        <translation>疑点未显示</translation>
    </message>
    <message>
        <source>This hit is about premises or a household: there is nobody to look up.</source>
        <translation>此疑点针对房屋或户：没有可查询的人。</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Try the marked rule</source>
        <translation>试算选中的规则</translation>
    </message>
    <message>
        <source>Trying: {rule}</source>
        <translation>正在试算：{rule}</translation>
    </message>
    <message>
        <source>Undecided (U)</source>
        <translation>待处置（U）</translation>
    </message>
    <message>
        <source>check of the registers, hit no. {id}: {rule}</source>
        <translation>数据核查第 {id} 号疑点：{rule}</translation>
    </message>
    <message>
        <source>trial: {found} found among {checked}, the first of them</source>
        <translation>试算：{checked} 条中查出 {found} 条，以下为前几条</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>{on} of {n} rules run · still there: {open} · undecided: {waiting}</source>
        <translation>{n} 条规则启用 {on} 条 · 仍存在 {open} · 待处置 {waiting}</translation>
    </message>
    <message>
        <source>{rule}, version {n}: {compares}</source>
        <translation>{rule}，第 {n} 版：{compares}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_ledgers</name>
    <message>
        <source>Backspace leads back.</source>
        <translation>按 Backspace 返回。</translation>
    </message>
    <message>
        <source>J K rows · Enter goes down · Backspace goes up · Tab to the purpose</source>
        <translation>J K 移动 · Enter 进入下级 · Backspace 返回上级 · Tab 到事由</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Masked rows</source>
        <translation>脱敏明细</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>No ledger is shown to your role</source>
        <translation>您的角色没有可查看的台账</translation>
    </message>
    <message>
        <source>Nothing is recorded there.</source>
        <translation>此处无记录。</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>未予显示</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>R shows the masked rows, for the purpose at the left.</source>
        <translation>按 R 按左侧的查询事由显示脱敏明细。</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The store did not answer</source>
        <translation>数据库没有应答</translation>
    </message>
    <message>
        <source>To a file</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Write {ledger} to a file</source>
        <translation>导出{ledger}</translation>
    </message>
    <message>
        <source>Writing the ledger</source>
        <translation>正在写出台账</translation>
    </message>
    <message>
        <source>Your role does not write this ledger to a file.</source>
        <translation>您的角色不能导出这份台账。</translation>
    </message>
    <message>
        <source>Your role sees the counts of this ledger only.</source>
        <translation>您的角色只能看这份台账的数量。</translation>
    </message>
    <message>
        <source>page {page}, {shown} of {n}, masked</source>
        <translation>第 {page} 页，{shown} / {n}，已脱敏</translation>
    </message>
    <message>
        <source>views over the registers</source>
        <translation>登记册的视图</translation>
    </message>
    <message>
        <source>{n} in this place</source>
        <translation>此处共 {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_ledgers_columns</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>无记录</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_rolls</name>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approve the marked roll</source>
        <translation>批准选中的名册</translation>
    </message>
    <message>
        <source>Ask for a roll</source>
        <translation>申请名册</translation>
    </message>
    <message>
        <source>Files of the roll</source>
        <translation>名册的文件</translation>
    </message>
    <message>
        <source>J K rows · Enter shows the files of a roll · Esc back</source>
        <translation>J K 移动 · Enter 到名册的文件 · Esc 返回</translation>
    </message>
    <message>
        <source>N asks for one; somebody else approves it.</source>
        <translation>按 N 申请；由他人批准。</translation>
    </message>
    <message>
        <source>No file was written</source>
        <translation>尚未写出文件</translation>
    </message>
    <message>
        <source>No roll was asked for yet</source>
        <translation>尚未申请名册</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Refuse the marked roll</source>
        <translation>拒绝选中的名册</translation>
    </message>
    <message>
        <source>Rolls</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>Somebody else approves it. You alone write it then, with your name and purpose in the file.</source>
        <translation>须由他人批准，之后只能由您写出；文件中载明您的姓名和用途。</translation>
    </message>
    <message>
        <source>Stopped: no file was written.</source>
        <translation>已停止：没有写出文件。</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Whoever asked writes an approved roll with W: .xlsx or .csv.</source>
        <translation>批准后由申请人按 W 写出：.xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>Write the marked roll to a file</source>
        <translation>将选中的名册写入文件</translation>
    </message>
    <message>
        <source>Write the roll</source>
        <translation>写出名册</translation>
    </message>
    <message>
        <source>Writing the roll</source>
        <translation>正在写出名册</translation>
    </message>
    <message>
        <source>Written: {file}, rows {n}</source>
        <translation>已写入 {file}，共 {n} 行</translation>
    </message>
    <message>
        <source>columns without masks possible</source>
        <translation>可含不脱敏的列</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>no. {id} · {name} · {day} · {n} rows</source>
        <translation>第 {id} 号 · {name} · {day} · {n} 行</translation>
    </message>
    <message>
        <source>this roll cannot be written now</source>
        <translation>此名册现在不能写出</translation>
    </message>
    <message>
        <source>this roll was decided about already</source>
        <translation>此名册已审批</translation>
    </message>
    <message>
        <source>waiting for approval: {n}</source>
        <translation>待批准 {n}</translation>
    </message>
    <message>
        <source>without masks: {columns}</source>
        <translation>不脱敏：{columns}</translation>
    </message>
    <message>
        <source>you asked for this roll yourself: somebody else decides</source>
        <translation>此名册由您本人申请：须由他人审批</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>{who} asked for this roll: only {who} writes it</source>
        <translation>此名册由{who}申请，只能由{who}写出</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.registers_sides</name>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>for whatever names residents</source>
        <translation>显示居民前必填</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents</name>
    <message>
        <source>Enter an ID number or a name at the left; purpose and incident come first.</source>
        <translation>请在左侧输入身份证号或姓名；先选事由和事件。</translation>
    </message>
    <message>
        <source>It was open for {n} minutes. Look up again.</source>
        <translation>已打开满 {n} 分钟，请重新查询。</translation>
    </message>
    <message>
        <source>Nobody is open</source>
        <translation>尚未查询居民</translation>
    </message>
    <message>
        <source>Nobody with this number in your area</source>
        <translation>您的范围内没有此号码的居民</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>未予显示</translation>
    </message>
    <message>
        <source>Shown for a minute. Passing it on is an offence (ID Card Law 19, PIPL 10).</source>
        <translation>显示一分钟。泄露公民个人信息须承担法律责任（居民身份证法第十九条、个人信息保护法第十条）。</translation>
    </message>
    <message>
        <source>The card was closed</source>
        <translation>居民卡已收起</translation>
    </message>
    <message>
        <source>The question stands in the audit. Check the number, or ask the neighbouring area.</source>
        <translation>本次查询已记入审计。请核对号码，或向相邻辖区询问。</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_again</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The reason once more</source>
        <translation>再次说明事由</translation>
    </message>
    <message>
        <source>Why this look-up?</source>
        <translation>此次查询的事由</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_by_code</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>Enter the whole credit code, {n} characters.</source>
        <translation>请输入完整的信用代码，共 {n} 位。</translation>
    </message>
    <message>
        <source>Open an organisation by its credit code</source>
        <translation>按信用代码打开组织</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Purpose and ground stand in the audit before anything is shown.</source>
        <translation>事由与依据先写入审计，然后才显示。</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_card</name>
    <message>
        <source>Card of a resident</source>
        <translation>居民卡片</translation>
    </message>
    <message>
        <source>Enter an ID number</source>
        <translation>输入身份号码</translation>
    </message>
    <message>
        <source>This account looks nobody up</source>
        <translation>本账号不能查询居民</translation>
    </message>
    <message>
        <source>masked fields cannot be searched</source>
        <translation>遮蔽字段不能检索</translation>
    </message>
    <message>
        <source>what is unknown or not permitted is not listed</source>
        <translation>其余无权或无记录不列</translation>
    </message>
    <message>
        <source>{n} item</source>
        <translation>{n} 项</translation>
    </message>
    <message>
        <source>{n} items</source>
        <translation>{n} 项</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_card_head</name>
    <message>
        <source>Citizen ID number</source>
        <translation>公民身份号码</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Purpose: {purpose} · {ground}</source>
        <translation>事由：{purpose} · {ground}</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>更新日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>aged {band}</source>
        <translation>{band} 岁</translation>
    </message>
    <message>
        <source>demo · synthetic</source>
        <translation>演示 · 合成</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>本次查看 {time} 到期</translation>
    </message>
    <message>
        <source>others under this number: {n}</source>
        <translation>该号码下另有 {n} 人</translation>
    </message>
    <message>
        <source>{n} rows as one</source>
        <translation>{n} 条记录并档</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_family</name>
    <message>
        <source>Household</source>
        <translation>户与家庭</translation>
    </message>
    <message>
        <source>No household is recorded</source>
        <translation>没有户的记录</translation>
    </message>
    <message>
        <source>Nobody is open</source>
        <translation>尚未查询居民</translation>
    </message>
    <message>
        <source>Open the home</source>
        <translation>打开户</translation>
    </message>
    <message>
        <source>Who is registered together, and how they are related, stands here after a look-up.</source>
        <translation>查询后在此显示同户人员及其关系。</translation>
    </message>
    <message>
        <source>as registered</source>
        <translation>按户籍登记</translation>
    </message>
    <message>
        <source>met {day}</source>
        <translation>{day} 见到</translation>
    </message>
    <message>
        <source>moved out {month}</source>
        <translation>{month} 迁出</translation>
    </message>
    <message>
        <source>never met</source>
        <translation>从未见到</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>{n} person</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>{n} persons</source>
        <translation>{n} 人</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_fields</name>
    <message>
        <source>Hide the others</source>
        <translation>收起其他来源</translation>
    </message>
    <message>
        <source>Mask now</source>
        <translation>立即遮蔽</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>no right to show</source>
        <translation>无权显示</translation>
    </message>
    <message>
        <source>shown, masked in {n} s</source>
        <translation>已显示，{n} 秒后遮蔽</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{n} different values</source>
        <translation>有 {n} 个不同的值</translation>
    </message>
    <message>
        <source>{n} different values from {sources} sources</source>
        <translation>{sources} 处来源有 {n} 个不同的值</translation>
    </message>
    <message>
        <source>{n} other source</source>
        <translation>另有 {n} 个来源</translation>
    </message>
    <message>
        <source>{n} other sources</source>
        <translation>另有 {n} 个来源</translation>
    </message>
    <message>
        <source>{n} sources differ</source>
        <translation>{n} 处来源不一致</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_form</name>
    <message>
        <source>18 characters, or a name</source>
        <translation>18 位号码，或姓名</translation>
    </message>
    <message>
        <source>A number is checked while you type. A search gives a masked list of your area.</source>
        <translation>号码边输边核；检索给出本人范围内的脱敏名单。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Correct the marked digits.</source>
        <translation>请改正标出的数字。</translation>
    </message>
    <message>
        <source>ID number, name, pinyin, phone or address</source>
        <translation>身份证号、姓名、拼音、电话或地址</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Purpose, incident and every value shown are written to the audit first.</source>
        <translation>事由、事件与每次显示都先写入审计。</translation>
    </message>
    <message>
        <source>Resident look-up</source>
        <translation>居民查询</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>Type a name, pinyin, phone number or address.</source>
        <translation>请输入姓名、拼音、电话或地址。</translation>
    </message>
    <message>
        <source>Type an ID number, name, pinyin, phone number or address.</source>
        <translation>请输入身份证号、姓名、拼音、电话或地址。</translation>
    </message>
    <message>
        <source>only with a purpose</source>
        <translation>须有事由</translation>
    </message>
    <message>
        <source>{n} characters so far: an ID number has 18, on old cards 15.</source>
        <translation>已输入 {n} 位：号码应为 18 位，旧证为 15 位。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_found</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Enter opens the marked resident for the purpose and incident at the left: a look-up, audited as one.</source>
        <translation>回车按左侧事由和事件打开选中的居民：作为一次查询记入审计。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>检索结果</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Last verified</source>
        <translation>最近核实</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Nobody in your area is found by this</source>
        <translation>您的范围内检索不到此人</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>The question stands in the audit. Try a part of the name, its pinyin, or the whole number.</source>
        <translation>本次检索已记入审计。可试姓名的一部分、拼音或完整号码。</translation>
    </message>
    <message>
        <source>found by {field}: {value}</source>
        <translation>按{field}检索到：{value}</translation>
    </message>
    <message>
        <source>more than {n}: narrow the search</source>
        <translation>超过 {n} 人，请缩小检索</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有命中</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>{n} resident, masked</source>
        <translation>{n} 人，已脱敏</translation>
    </message>
    <message>
        <source>{n} residents, masked</source>
        <translation>{n} 人，已脱敏</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_history</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Enter looks the resident of the marked line up again, for its purpose and incident: a look-up of its own, audited as one.</source>
        <translation>回车按该行的事由和事件再次查询此人：这是一次新的查询，同样写入审计。</translation>
    </message>
    <message>
        <source>Incident or reason</source>
        <translation>事件编号或理由</translation>
    </message>
    <message>
        <source>J K rows · Enter looks the resident up again</source>
        <translation>J K 移动 · Enter 再次查询此人</translation>
    </message>
    <message>
        <source>My look-ups</source>
        <translation>我的查询</translation>
    </message>
    <message>
        <source>No look-ups by you yet</source>
        <translation>您还没有查询记录</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查询事由</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示清单</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>This line opened nobody: choose a look-up that showed a card.</source>
        <translation>该行没有打开任何人：请选择显示过卡片的查询。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>masked card only</source>
        <translation>仅脱敏卡片</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>returned to</source>
        <translation>曾返回</translation>
    </message>
    <message>
        <source>values kept</source>
        <translation>维护了信息项</translation>
    </message>
    <message>
        <source>{lines}, older ones in the audit</source>
        <translation>{lines}，更早的在审计中</translation>
    </message>
    <message>
        <source>{n} line</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_homes</name>
    <message>
        <source>History of residences and households</source>
        <translation>居住和户内关系变更记录</translation>
    </message>
    <message>
        <source>Home…</source>
        <translation>住所…</translation>
    </message>
    <message>
        <source>How the line stood stays in the history with your reason.</source>
        <translation>原记录连同您的理由留在变更记录中。</translation>
    </message>
    <message>
        <source>It stays in the register with its days: nothing is written over.</source>
        <translation>记录连同起止日期保留在册，不覆盖任何内容。</translation>
    </message>
    <message>
        <source>Open a resident first.</source>
        <translation>请先打开一位居民。</translation>
    </message>
    <message>
        <source>Open a resident or premises first.</source>
        <translation>请先打开居民或房屋。</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>What goes on now ends on that day.</source>
        <translation>现有性质自该日终止。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_homes_history</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>History of residences and households</source>
        <translation>居住和户内关系变更记录</translation>
    </message>
    <message>
        <source>Nothing was kept by hand yet.</source>
        <translation>尚无人工变更。</translation>
    </message>
    <message>
        <source>after: taken out</source>
        <translation>变更后：已撤销</translation>
    </message>
    <message>
        <source>after: {line}</source>
        <translation>变更后：{line}</translation>
    </message>
    <message>
        <source>because: {reason}</source>
        <translation>理由：{reason}</translation>
    </message>
    <message>
        <source>before: {line}</source>
        <translation>变更前：{line}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_intro</name>
    <message>
        <source>1 · Number or name</source>
        <translation>1 · 号码或姓名</translation>
    </message>
    <message>
        <source>2 · Purpose</source>
        <translation>2 · 查询事由</translation>
    </message>
    <message>
        <source>3 · Masked card</source>
        <translation>3 · 遮蔽卡片</translation>
    </message>
    <message>
        <source>All 18 characters, or a name, pinyin, phone or address for a masked list. Parts of an ID number find nobody.</source>
        <translation>完整 18 位；或以姓名、拼音、电话、地址得脱敏名单。号码的一段查不到人。</translation>
    </message>
    <message>
        <source>Choose one, and name the incident or write the reason. Both stand in the audit with your name.</source>
        <translation>选定事由，并填事件编号或写明理由；两项与您的姓名一并记入审计。</translation>
    </message>
    <message>
        <source>How a look-up goes</source>
        <translation>查询步骤</translation>
    </message>
    <message>
        <source>Please give the account {login} ({role}) a desk role that may look residents up.</source>
        <translation>请为账号 {login}（{role}）授予可查询居民的席位角色。</translation>
    </message>
    <message>
        <source>The audit is written first. Values are masked; one at a time can be shown, for a minute.</source>
        <translation>先写审计，后显示卡片。各项均遮蔽，一次只能显示一项，一分钟后恢复遮蔽。</translation>
    </message>
    <message>
        <source>The role “{role}” keeps accounts or reads the audit, so it does not read the register: duties are kept apart. A desk account gets the right from the administrator.</source>
        <translation>“{role}”管理账号或查阅审计，按职责分离不查询居民。需要查询的，请由管理员授予席位账号。</translation>
    </message>
    <message>
        <source>What the card shows, each value with its source and date</source>
        <translation>卡片内容（每项注明来源与日期）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_keeping</name>
    <message>
        <source>Open a resident first.</source>
        <translation>请先打开一位居民。</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>This card is no longer open. Look the resident up again.</source>
        <translation>该居民卡已收起，请重新查询。</translation>
    </message>
    <message>
        <source>Verify, take back, add…</source>
        <translation>核实、撤回、补录…</translation>
    </message>
    <message>
        <source>“{move}” is done</source>
        <translation>“{move}”已办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_keeping_form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>I have verified it myself</source>
        <translation>本人已核实</translation>
    </message>
    <message>
        <source>It stands beside what other sources say; nothing is written over.</source>
        <translation>与其他来源的值并存，不覆盖任何值。</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Recorded on</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State a new value</source>
        <translation>补录信息项</translation>
    </message>
    <message>
        <source>Take a value back</source>
        <translation>撤回信息项</translation>
    </message>
    <message>
        <source>The value leaves the card, whoever said it, and stays in the register with your reason.</source>
        <translation>无论来自哪个来源，该值都从卡片上移除，连同理由留在登记中。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Verify a value</source>
        <translation>核实信息项</translation>
    </message>
    <message>
        <source>With today's date and your name. The value need not be shown for it.</source>
        <translation>记今天的日期和您的姓名；无须显示该值。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_linked</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>返回卡片</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>注销日期</translation>
    </message>
    <message>
        <source>First source</source>
        <translation>首次来源</translation>
    </message>
    <message>
        <source>Founded</source>
        <translation>成立日期</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Held as</source>
        <translation>性质沿革</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>户与家庭</translation>
    </message>
    <message>
        <source>In it</source>
        <translation>其中</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Names and ages are masked, people of other areas are left out. Enter opens the marked row.</source>
        <translation>姓名、年龄均已遮蔽，其他辖区的人员不列出。回车打开所选行。</translation>
    </message>
    <message>
        <source>Not in your area</source>
        <translation>不在您的辖区</translation>
    </message>
    <message>
        <source>Open {what}</source>
        <translation>打开{what}</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>室</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源并列</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>存续状态</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Tenure</source>
        <translation>房屋性质</translation>
    </message>
    <message>
        <source>The question stands in the audit.</source>
        <translation>这次查询已写入审计。</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>further parts and organisations, in what is opened above: {n}</source>
        <translation>未列的部分和组织 {n} 个，打开上方各部分可见</translation>
    </message>
    <message>
        <source>taken back by {who}, {day}</source>
        <translation>{who} 于 {day} 撤回</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{item}: {value}</source>
        <translation>{item}：{value}</translation>
    </message>
    <message>
        <source>{item}: {value}, stands above</source>
        <translation>{item}：{value}（现值）</translation>
    </message>
    <message>
        <source>{month} to now</source>
        <translation>{month} 至今</translation>
    </message>
    <message>
        <source>{n} are not listed</source>
        <translation>{n} 人未列出</translation>
    </message>
    <message>
        <source>{n} belong to it now</source>
        <translation>现有关联 {n} 人</translation>
    </message>
    <message>
        <source>{n} belongs to it now</source>
        <translation>现有关联 {n} 人</translation>
    </message>
    <message>
        <source>{n} household</source>
        <translation>{n} 户</translation>
    </message>
    <message>
        <source>{n} households</source>
        <translation>{n} 户</translation>
    </message>
    <message>
        <source>{n} is not listed</source>
        <translation>{n} 人未列出</translation>
    </message>
    <message>
        <source>{n} live here now</source>
        <translation>现住 {n} 人</translation>
    </message>
    <message>
        <source>{n} lives here now</source>
        <translation>现住 {n} 人</translation>
    </message>
    <message>
        <source>{n} person</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>{n} persons</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 另有 {n} 条</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_lists</name>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Beyond {n} they are slowed down.</source>
        <translation>超过 {n} 次将放慢。</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Look-ups within the hour</source>
        <translation>本小时查询</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Names and ages are masked. Enter opens the list of the building.</source>
        <translation>姓名、年龄均已遮蔽。回车打开该楼清单。</translation>
    </message>
    <message>
        <source>No look-ups by you yet</source>
        <translation>您还没有查询记录</translation>
    </message>
    <message>
        <source>No residence is recorded</source>
        <translation>没有居住记录</translation>
    </message>
    <message>
        <source>Nobody is open</source>
        <translation>尚未查询居民</translation>
    </message>
    <message>
        <source>Nobody is recorded here</source>
        <translation>没有登记的居民</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
    <message>
        <source>Own audit</source>
        <translation>本次审计</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Residences</source>
        <translation>居住关系</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>室</translation>
    </message>
    <message>
        <source>Same building</source>
        <translation>同楼居民</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Where the person lives and has lived, with dates.</source>
        <translation>现在和以往的住处及起止时间。</translation>
    </message>
    <message>
        <source>Who else lives in the same building, as a masked list.</source>
        <translation>同楼居民，姓名均遮蔽。</translation>
    </message>
    <message>
        <source>history is kept</source>
        <translation>历史保留</translation>
    </message>
    <message>
        <source>past</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>present</source>
        <translation>现居</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>written first, then shown</source>
        <translation>先写入，后显示</translation>
    </message>
    <message>
        <source>{month} to now</source>
        <translation>{month} 至今</translation>
    </message>
    <message>
        <source>{n} of {total} resident</source>
        <translation>{total} 人中的 {n} 人</translation>
    </message>
    <message>
        <source>{n} of {total} residents</source>
        <translation>{total} 人中的 {n} 人</translation>
    </message>
    <message>
        <source>{n} resident</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>{n} residents</source>
        <translation>{n} 人</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_organisations</name>
    <message>
        <source>It stays in the register with its end: nothing is written over.</source>
        <translation>任职关系连同终止日期保留在登记库中，不覆盖任何内容。</translation>
    </message>
    <message>
        <source>Of a place the code of its premises.</source>
        <translation>所在地请填写房屋编码。</translation>
    </message>
    <message>
        <source>On this card no tie goes on that could be ended.</source>
        <translation>此卡片上没有可终止的任职关系。</translation>
    </message>
    <message>
        <source>Open a resident or an organisation first.</source>
        <translation>请先打开人员或组织。</translation>
    </message>
    <message>
        <source>Open an organisation first: Ctrl+O on a card, or Ctrl+Shift+O by its code.</source>
        <translation>请先打开组织：在卡片上按 Ctrl+O，或按 Ctrl+Shift+O 以代码打开。</translation>
    </message>
    <message>
        <source>Organisation…</source>
        <translation>组织…</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>The code is checked: a wrong position is named. Without premises its place is unknown.</source>
        <translation>代码会校验，并指出有误的位数。不填房屋则所在位置未知。</translation>
    </message>
    <message>
        <source>{name}: it leaves the card, whoever said it, and stays in the register with your reason.</source>
        <translation>{name}：无论由哪个来源提供，该信息都不再显示，连同撤回理由留在登记簿中。</translation>
    </message>
    <message>
        <source>{name}: it stands beside what other sources say; nothing is written over.</source>
        <translation>{name}：与其他来源并列保存，不覆盖任何内容。</translation>
    </message>
    <message>
        <source>{name}: the person is looked up, which stands in the audit.</source>
        <translation>{name}：将查询该人员，查询记入审计。</translation>
    </message>
    <message>
        <source>{name}: with today's date and your name; what was verified last stands on the card.</source>
        <translation>{name}：记当日日期和本人姓名；最近一次核实的信息显示在卡片上。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_sections</name>
    <message>
        <source>Belongs to</source>
        <translation>所属组织</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>生命历程</translation>
    </message>
    <message>
        <source>Mask now</source>
        <translation>立即遮蔽</translation>
    </message>
    <message>
        <source>No tie to an organisation is recorded</source>
        <translation>没有登记与组织的关系</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>Open {what}</source>
        <translation>打开{what}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>recorded {day}</source>
        <translation>登记于 {day}</translation>
    </message>
    <message>
        <source>shown, masked in {n} s</source>
        <translation>已显示，{n} 秒后遮蔽</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{month} to now</source>
        <translation>{month} 至今</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_subject</name>
    <message>
        <source>Citizen ID number</source>
        <translation>公民身份号码</translation>
    </message>
    <message>
        <source>For the person alone: every look at this number, with account, time, purpose and outcome.</source>
        <translation>仅告知本人：对此号码的每次查询，含账号、时间、事由和结果。</translation>
    </message>
    <message>
        <source>Look-ups of a person</source>
        <translation>个人信息查询情况</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存告知书</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The number need not be in a register. The audit keeps this report.</source>
        <translation>号码不必在库。本次告知写入审计。</translation>
    </message>
    <message>
        <source>Who asked, and how</source>
        <translation>申请人和申请方式</translation>
    </message>
    <message>
        <source>Who looked at a person</source>
        <translation>个人信息查询情况告知</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_taking</name>
    <message>
        <source>Copied as it is masked; the clipboard is emptied when the card closes.</source>
        <translation>已按当前遮蔽复制；卡片关闭时剪贴板随之清空。</translation>
    </message>
    <message>
        <source>Copy the card</source>
        <translation>复制卡片</translation>
    </message>
    <message>
        <source>Everything is masked as on the card.</source>
        <translation>全部按卡片遮蔽。</translation>
    </message>
    <message>
        <source>No card is open: look a resident up, then copy.</source>
        <translation>没有打开的卡片：请先查询居民，再复制。</translation>
    </message>
    <message>
        <source>No card is open: look a resident up, then print.</source>
        <translation>没有打开的卡片：请先查询居民，再打印。</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Print the card</source>
        <translation>打印卡片</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Resident card</source>
        <translation>居民卡片</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>The audit keeps who printed whose card, why, and what was not masked.</source>
        <translation>审计记录谁打印了谁的卡片、事由，以及哪些项未遮蔽。</translation>
    </message>
    <message>
        <source>The card was closed meanwhile: nothing was printed.</source>
        <translation>卡片已关闭：没有打印。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>{n} value stands revealed and is printed in plain; the rest is masked.</source>
        <translation>有 {n} 项正在显示，将按明文打印；其余遮蔽。</translation>
    </message>
    <message>
        <source>{n} values stand revealed and are printed in plain; the rest is masked.</source>
        <translation>有 {n} 项正在显示，将按明文打印；其余遮蔽。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_trail</name>
    <message>
        <source>Back to {name}</source>
        <translation>返回 {name}</translation>
    </message>
    <message>
        <source>Forward to {name}</source>
        <translation>前进到 {name}</translation>
    </message>
    <message>
        <source>No card stands after this one.</source>
        <translation>这之后没有卡片。</translation>
    </message>
    <message>
        <source>No card was opened before this one.</source>
        <translation>这之前没有打开过卡片。</translation>
    </message>
    <message>
        <source>No organisation and no premises lead on from here.</source>
        <translation>这里没有可打开的组织或房屋。</translation>
    </message>
    <message>
        <source>Open a resident first: what is opened from there has its purpose.</source>
        <translation>请先打开一位居民：由此打开的内容沿用其事由。</translation>
    </message>
    <message>
        <source>Open {what}</source>
        <translation>打开{what}</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>This person is no longer in the register.</source>
        <translation>该人员已不在登记中。</translation>
    </message>
    <message>
        <source>{name}: the card was closed after {n} minutes. Look the resident up again.</source>
        <translation>{name}：卡片已在 {n} 分钟后关闭。请重新查询该居民。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_twins</name>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Row {merged} is seen as itself again, and no longer as row {kept}.</source>
        <translation>记录 {merged} 已从记录 {kept} 拆出。</translation>
    </message>
    <message>
        <source>Row {merged} is seen as row {kept} now: {basis}.</source>
        <translation>记录 {merged} 已并入记录 {kept}：{basis}。</translation>
    </message>
    <message>
        <source>Rows that are one person</source>
        <translation>同一人的多条记录（并档）</translation>
    </message>
    <message>
        <source>Rows {one} and {other} are two people now.</source>
        <translation>已认定记录 {one} 与记录 {other} 是两个人。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_twins_rows</name>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>The two rows</source>
        <translation>两条记录</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_twins_window</name>
    <message>
        <source>A name alone is never offered: it proves nothing.</source>
        <translation>仅姓名相同不会列出：不足为凭。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Compare (C)</source>
        <translation>比对（C）</translation>
    </message>
    <message>
        <source>Compare the two rows first: Enter.</source>
        <translation>请先比对两条记录：回车。</translation>
    </message>
    <message>
        <source>Enter puts the marked rows side by side; the audit keeps it.</source>
        <translation>回车并排比对选中的记录，计入审计。</translation>
    </message>
    <message>
        <source>Further (M)</source>
        <translation>更多（M）</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Keep left (L)</source>
        <translation>保留左侧（L）</translation>
    </message>
    <message>
        <source>Keep right (R)</source>
        <translation>保留右侧（R）</translation>
    </message>
    <message>
        <source>Merged rows (T)</source>
        <translation>已并档（T）</translation>
    </message>
    <message>
        <source>No rows are merged in your area</source>
        <translation>您的辖区内没有已并档的记录</translation>
    </message>
    <message>
        <source>No rows of your area share a number</source>
        <translation>您的辖区内没有号码相同的记录</translation>
    </message>
    <message>
        <source>Nothing is compared</source>
        <translation>尚未比对</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason; stands in the audit</source>
        <translation>理由，计入审计</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>记录 {number}</translation>
    </message>
    <message>
        <source>Rows of your area that are seen as one person now; taken apart they are exactly as they were.</source>
        <translation>辖区内目前视为同一人的记录；拆档后恢复原样。</translation>
    </message>
    <message>
        <source>Rows of your area that share an ID number, masked. No row is changed or lost by merging.</source>
        <translation>辖区内号码相同的记录（脱敏）。并档不改动、不丢失任何记录。</translation>
    </message>
    <message>
        <source>Rows that are one person</source>
        <translation>同一人的多条记录（并档）</translation>
    </message>
    <message>
        <source>Shared numbers (T)</source>
        <translation>号码相同（T）</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排比对</translation>
    </message>
    <message>
        <source>Take apart (U)</source>
        <translation>拆档（U）</translation>
    </message>
    <message>
        <source>The numbers differ or one is missing: I decide that it is one person</source>
        <translation>号码不同或缺失：我决定认定为同一人</translation>
    </message>
    <message>
        <source>Two people (P)</source>
        <translation>是两人（P）</translation>
    </message>
    <message>
        <source>Type the numbers of two rows, as the list shows them.</source>
        <translation>请填写清单中的两个记录编号。</translation>
    </message>
    <message>
        <source>and row</source>
        <translation>与记录</translation>
    </message>
    <message>
        <source>{n} of {all} merges</source>
        <translation>{n} / {all} 条并档</translation>
    </message>
    <message>
        <source>{n} of {all} numbers</source>
        <translation>{n} / {all} 个号码</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.standard</name>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>监察</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision</name>
    <message>
        <source>Cards</source>
        <translation>催办与督办卡</translation>
    </message>
    <message>
        <source>Ctrl+H writes one · Enter reads and signs</source>
        <translation>Ctrl+H 写交接班 · Enter 查阅并签收</translation>
    </message>
    <message>
        <source>Handovers</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>J/K rows · Enter opens · L trend · C card · Ctrl+L next list · Ctrl+H handover · Ctrl+R re-check · Esc filter</source>
        <translation>J/K 上下 · Enter 打开 · L 趋势 · C 签发卡 · Ctrl+L 换列表 · Ctrl+H 交接班 · Ctrl+R 抽查复核 · Esc 清除筛选</translation>
    </message>
    <message>
        <source>Next list below</source>
        <translation>切换下方列表</translation>
    </message>
    <message>
        <source>Parked or awaiting a decision</source>
        <translation>切换挂账与待审批</translation>
    </message>
    <message>
        <source>Passed around</source>
        <translation>退回拉锯</translation>
    </message>
    <message>
        <source>Re-checks</source>
        <translation>抽查复核</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>监察</translation>
    </message>
    <message>
        <source>{n} in all · {m} to be ruled by the centre</source>
        <translation>共 {n} 件 · 待中心裁定 {m}</translation>
    </message>
    <message>
        <source>{n} to record · Ctrl+R draws a month · Enter records</source>
        <translation>待登记 {n} 件 · Ctrl+R 抽取 · Enter 登记</translation>
    </message>
    <message>
        <source>{n} wait for a reply · issued by a person, apart from lights</source>
        <translation>待回复 {n} · 由具名人员签发，与灯分开</translation>
    </message>
    <message>
        <source>{n} waits for a reply · issued by a person, apart from lights</source>
        <translation>待回复 {n} · 由具名人员签发，与灯分开</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_behind</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Issue a card (C)</source>
        <translation>签发卡 C</translation>
    </message>
    <message>
        <source>No incidents</source>
        <translation>没有事件</translation>
    </message>
    <message>
        <source>Nothing stands behind this figure.</source>
        <translation>该数字没有对应的事件。</translation>
    </message>
    <message>
        <source>Print (Ctrl+P)</source>
        <translation>打印 Ctrl+P</translation>
    </message>
    <message>
        <source>The incidents could not be read</source>
        <translation>事件未能读取</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_board</name>
    <message>
        <source>Every unit is within its limits.</source>
        <translation>各单位均在时限之内。</translation>
    </message>
    <message>
        <source>Issue a card (C)</source>
        <translation>签发卡 C</translation>
    </message>
    <message>
        <source>No red incidents</source>
        <translation>没有红灯事件</translation>
    </message>
    <message>
        <source>Red board</source>
        <translation>红灯榜</translation>
    </message>
    <message>
        <source>by unit and time overdue, incidents</source>
        <translation>按责任单位与超时时长，件</translation>
    </message>
    <message>
        <source>now · {n} red</source>
        <translation>现在 · 红灯 {n}</translation>
    </message>
    <message>
        <source>{time} · {n} red</source>
        <translation>{time} · 红灯 {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_cards</name>
    <message>
        <source>Cards are issued by a person, on the page of an incident.</source>
        <translation>卡由具名人员在事件页签发。</translation>
    </message>
    <message>
        <source>No card waits for a reply</source>
        <translation>没有待回复的卡</translation>
    </message>
    <message>
        <source>The cards could not be read</source>
        <translation>卡未能读取</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_forecast</name>
    <message>
        <source>2 h</source>
        <translation>2 小时内</translation>
    </message>
    <message>
        <source>Nothing turns red in this time</source>
        <translation>该时段内没有将转红的事件</translation>
    </message>
    <message>
        <source>Nothing turns red within four hours</source>
        <translation>4 小时内没有将转红的事件</translation>
    </message>
    <message>
        <source>Turning red</source>
        <translation>将转红</translation>
    </message>
    <message>
        <source>Turns red before midnight. What is parked does not turn.</source>
        <translation>今天 24 时前转红；挂账的不计。</translation>
    </message>
    <message>
        <source>Turns red from midnight to the end of the next working day ({day}); days off in between are among it.</source>
        <translation>今天 24 时后至下一工作日（{day}）结束前转红，其间的休息日计入。</translation>
    </message>
    <message>
        <source>Turns red within two hours from now.</source>
        <translation>自现在起两小时内转红。</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至周{day}</translation>
    </message>
    <message>
        <source>{n} within four hours, nearest first</source>
        <translation>4 小时内 {n} 件，由近及远</translation>
    </message>
    <message>
        <source>{n}, nearest first</source>
        <translation>{n} 件，由近及远</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_handover_form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Frozen by the store when it is sent, with the incidents behind each count. Nobody can change it.</source>
        <translation>提交时由存储冻结各项数字及对应的事件，此后任何人不能更改。</translation>
    </message>
    <message>
        <source>Hand over (Ctrl+Enter)</source>
        <translation>交班 Ctrl+Enter</translation>
    </message>
    <message>
        <source>On hand {n} · red {red} · yellow {yellow} · parked {parked}</source>
        <translation>在办 {n} · 红灯 {red} · 黄灯 {yellow} · 挂账 {parked}</translation>
    </message>
    <message>
        <source>Pending matters</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>To watch · Space marks, at most {n}</source>
        <translation>重点关注 · 空格勾选，最多 {n} 件</translation>
    </message>
    <message>
        <source>Write a shift handover</source>
        <translation>写交接班</translation>
    </message>
    <message>
        <source>not assigned yet</source>
        <translation>尚未派遣</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_handover_sheet</name>
    <message>
        <source>Cards due</source>
        <translation>待回复卡</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>No pending matters were written down.</source>
        <translation>未填写待办事项。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>On hand {n}</source>
        <translation>在办 {n}</translation>
    </message>
    <message>
        <source>On hand {n} · red {red} · yellow {yellow} · parked {parked}</source>
        <translation>在办 {n} · 红灯 {red} · 黄灯 {yellow} · 挂账 {parked}</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Pending matters</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>Print (Ctrl+P)</source>
        <translation>打印 Ctrl+P</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Remarks of the incoming shift</source>
        <translation>接班意见</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班记录</translation>
    </message>
    <message>
        <source>Sign and take over (Ctrl+Enter)</source>
        <translation>签收接班 Ctrl+Enter</translation>
    </message>
    <message>
        <source>Signed {time} by {who} ({role})</source>
        <translation>{time} 由 {who}（{role}）签收</translation>
    </message>
    <message>
        <source>To watch</source>
        <translation>重点关注</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Written {time} by {who} ({role}) · frozen as it stood then</source>
        <translation>{time} 由 {who}（{role}）填写 · 按当时情况冻结</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>You wrote it: the incoming shift signs it.</source>
        <translation>由您填写：待接班人员签收。</translation>
    </message>
    <message>
        <source>awaits a signature</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>{n} replies to cards are owed</source>
        <translation>待回复卡 {n} 张</translation>
    </message>
    <message>
        <source>{n} reply to a card is owed</source>
        <translation>待回复卡 {n} 张</translation>
    </message>
    <message>
        <source>{what} · handover {time}</source>
        <translation>{what} · {time} 交接班</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_handover_strip</name>
    <message>
        <source> · {n} wait in all</source>
        <translation> · 共 {n} 份待签收</translation>
    </message>
    <message>
        <source>Read and sign (Ctrl+Shift+H)</source>
        <translation>查阅并签收 Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>The handover of {who}, {written}, has waited for a signature for {time}</source>
        <translation>{who} {written} 的交接班尚未签收，已 {time}</translation>
    </message>
    <message>
        <source>{h} h {m:02} min</source>
        <translation>{h} 时 {m:02} 分</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_handovers</name>
    <message>
        <source>As they are now; the handover keeps which ones they were.</source>
        <translation>按现在的状态显示；交接班记录保留当时是哪些事件。</translation>
    </message>
    <message>
        <source>By</source>
        <translation>导入人</translation>
    </message>
    <message>
        <source>Ctrl+H writes one: what is on hand is frozen with it, and the incoming shift signs.</source>
        <translation>按 Ctrl+H 填写：冻结当时在办情况，由接班人员签收。</translation>
    </message>
    <message>
        <source>No handover has been written yet</source>
        <translation>还没有交接班记录</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Read and sign the handover of {who}</source>
        <translation>查阅并签收 {who} 的交接班</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班记录</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>The handover is signed</source>
        <translation>交接班已签收</translation>
    </message>
    <message>
        <source>The handover is written and awaits the signature of the incoming shift</source>
        <translation>交接班已提交，待接班人员签收</translation>
    </message>
    <message>
        <source>The handovers could not be read</source>
        <translation>交接班记录未能读取</translation>
    </message>
    <message>
        <source>To watch</source>
        <translation>重点关注</translation>
    </message>
    <message>
        <source>Write a shift handover</source>
        <translation>写交接班</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>填写时间</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>awaits a signature</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>red {red} · yellow {yellow} · parked {parked} · cards {cards}</source>
        <translation>红灯 {red} · 黄灯 {yellow} · 挂账 {parked} · 待回复卡 {cards}</translation>
    </message>
    <message>
        <source>{n} to watch</source>
        <translation>关注 {n} 件</translation>
    </message>
    <message>
        <source>{time} {who}</source>
        <translation>{time} {who}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_issuing</name>
    <message>
        <source>The card is issued</source>
        <translation>卡已签发</translation>
    </message>
    <message>
        <source>The incident is taken up again as a new one</source>
        <translation>已重开为新的事件</translation>
    </message>
    <message>
        <source>This incident is not in your area</source>
        <translation>该事件不在您的辖区</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_parked</name>
    <message>
        <source>All clocks are running.</source>
        <translation>所有时限钟都在走。</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Applications to extend, park or void stand here until somebody decides.</source>
        <translation>延期、挂账、作废的申请在此等待审批。</translation>
    </message>
    <message>
        <source>Awaits a decision</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Enter opens the incident, where it is decided</source>
        <translation>Enter 打开事件进行审批</translation>
    </message>
    <message>
        <source>Nothing awaits a decision</source>
        <translation>没有待审批的申请</translation>
    </message>
    <message>
        <source>Nothing is parked</source>
        <translation>没有挂账事件</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Review date</source>
        <translation>复核日期</translation>
    </message>
    <message>
        <source>no review date</source>
        <translation>未定复核日期</translation>
    </message>
    <message>
        <source>review due {day}</source>
        <translation>复核到期 {day}</translation>
    </message>
    <message>
        <source>{move} until {time}</source>
        <translation>{move}至 {time}</translation>
    </message>
    <message>
        <source>{n} applied for</source>
        <translation>申请 {n} 件</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation>共 {n} 件</translation>
    </message>
    <message>
        <source>{n} in all · review due {due}</source>
        <translation>共 {n} 件 · 复核到期 {due}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_recheck_sheet</name>
    <message>
        <source>Checked by</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Drawn again: {reason}</source>
        <translation>再次抽查：{reason}</translation>
    </message>
    <message>
        <source>Failed (F)</source>
        <translation>不通过（F）</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Incidents drawn</source>
        <translation>抽中的事件</translation>
    </message>
    <message>
        <source>Passed (P)</source>
        <translation>通过（P）</translation>
    </message>
    <message>
        <source>Random re-check</source>
        <translation>抽查复核</translation>
    </message>
    <message>
        <source>Random re-check {month}, draw {n}</source>
        <translation>{month} 抽查复核（第 {n} 次）</translation>
    </message>
    <message>
        <source>Recompute (V)</source>
        <translation>重算（V）</translation>
    </message>
    <message>
        <source>Recomputed from the seed: the incidents are those that it draws.</source>
        <translation>已按种子重算：抽中的正是这些事件。</translation>
    </message>
    <message>
        <source>Recorded as failed. O takes the incident up again.</source>
        <translation>已登记为不通过。按 O 可重开该事件。</translation>
    </message>
    <message>
        <source>Reopen (O)</source>
        <translation>重开（O）</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Seed {seed} · rule {rule} · population {hash}</source>
        <translation>种子 {seed} · 规则 {rule} · 总体 {hash}</translation>
    </message>
    <message>
        <source>What the re-check found</source>
        <translation>复核情况</translation>
    </message>
    <message>
        <source>What was found; needed when it failed (R)</source>
        <translation>复核情况；不通过时必填（R）</translation>
    </message>
    <message>
        <source>Write why it failed, then press Enter.</source>
        <translation>请写明不通过的理由，再按 Enter。</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>{drawn} of {population} incidents ({rate} %), drawn by {who} on {time} · {done} recorded, {failed} failed</source>
        <translation>{population} 件中抽取 {drawn} 件（{rate}%），{who} 抽取于 {time} · 已登记 {done} 件，不通过 {failed} 件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_rechecks</name>
    <message>
        <source>A draw is kept for good. Drawing a month once more needs a reason, and both draws stay.</source>
        <translation>抽查结果永久保存。再次抽取同一月份须写明理由，两次均保留。</translation>
    </message>
    <message>
        <source>Closed in</source>
        <translation>结案月份</translation>
    </message>
    <message>
        <source>Ctrl+R draws closed incidents of a month; anybody can recompute which ones.</source>
        <translation>按 Ctrl+R 抽取某月已结案的事件；抽中哪些，任何人都可重算。</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在抽取…</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>抽取人</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Nothing was drawn yet.</source>
        <translation>尚未抽查。</translation>
    </message>
    <message>
        <source>Random re-check</source>
        <translation>抽查复核</translation>
    </message>
    <message>
        <source>Recomputing…</source>
        <translation>正在重算…</translation>
    </message>
    <message>
        <source>Record re-checks ({n} to do)</source>
        <translation>登记复核结果（待办 {n} 件）</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>复核结果</translation>
    </message>
    <message>
        <source>The re-checks could not be read</source>
        <translation>抽查复核读取失败</translation>
    </message>
    <message>
        <source>all {n} recorded</source>
        <translation>{n} 件全部登记</translation>
    </message>
    <message>
        <source>random re-check failed: {reason}</source>
        <translation>抽查复核不通过：{reason}</translation>
    </message>
    <message>
        <source>{done} of {n} recorded</source>
        <translation>已登记 {done} / {n}</translation>
    </message>
    <message>
        <source>{drawn} of {population} ({rate} %)</source>
        <translation>{population} 件中抽 {drawn} 件（{rate}%）</translation>
    </message>
    <message>
        <source>{month}, draw {n}</source>
        <translation>{month} 第 {n} 次</translation>
    </message>
    <message>
        <source>{n} of {all} incidents of {month} are drawn</source>
        <translation>{month}：从 {all} 件中抽取了 {n} 件</translation>
    </message>
    <message>
        <source>{n} of {all} incidents of {month} is drawn</source>
        <translation>{month}：从 {all} 件中抽取了 {n} 件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_returns</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Here stands what was returned twice, or came again to a unit that had it before.</source>
        <translation>退回两次，或又回到曾承办单位的事件列于此处。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>No worker for</source>
        <translation>无人办理</translation>
    </message>
    <message>
        <source>Nothing is passed back and forth</source>
        <translation>没有退回拉锯的事件</translation>
    </message>
    <message>
        <source>Passed from unit to unit</source>
        <translation>流转单位</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>The returns could not be read</source>
        <translation>退回情况未能读取</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>由谁决定</translation>
    </message>
    <message>
        <source>in hand</source>
        <translation>正在办理</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 时</translation>
    </message>
    <message>
        <source>{h} h {m:02} min</source>
        <translation>{h} 时 {m:02} 分</translation>
    </message>
    <message>
        <source>{who} must rule</source>
        <translation>须由{who}裁定</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_tiles</name>
    <message>
        <source>Cards awaiting a reply</source>
        <translation>待回复卡</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Turning red today</source>
        <translation>今日将转红</translation>
    </message>
    <message>
        <source>Units with red lights</source>
        <translation>有红灯的单位</translation>
    </message>
    <message>
        <source>if nothing is done</source>
        <translation>若不处置</translation>
    </message>
    <message>
        <source>press a unit to narrow</source>
        <translation>点一行只看该单位</translation>
    </message>
    <message>
        <source>their clocks stand still</source>
        <translation>时限钟已暂停</translation>
    </message>
    <message>
        <source>{n} of them overdue</source>
        <translation>其中逾期未回复 {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.supervision_windows</name>
    <message>
        <source>All units</source>
        <translation>全部单位</translation>
    </message>
    <message>
        <source>As they are now, with the lights of now. Deadlines count as they stand now.</source>
        <translation>按现在的状态和灯显示；时限以现行期限为准。</translation>
    </message>
    <message>
        <source>Choose the incident that the card is about, then C.</source>
        <translation>选定事件后按 C 签发。</translation>
    </message>
    <message>
        <source>Choose the incident that the letter is about, then Ctrl+P.</source>
        <translation>选定督办事件后按 Ctrl+P 打印。</translation>
    </message>
    <message>
        <source>Issue a card to {unit}</source>
        <translation>向{unit}签发卡</translation>
    </message>
    <message>
        <source>Print a letter to {unit}</source>
        <translation>打印致{unit}的督办函</translation>
    </message>
    <message>
        <source>This unit has no red incident: issue the card on the incident's page.</source>
        <translation>该单位没有红灯事件：请在事件页面签发。</translation>
    </message>
    <message>
        <source>This unit has no red incident: open an incident, then Ctrl+P prints its papers.</source>
        <translation>该单位没有红灯事件；打开事件后按 Ctrl+P 打印其文书。</translation>
    </message>
    <message>
        <source>not assigned yet</source>
        <translation>尚未派遣</translation>
    </message>
    <message>
        <source>{n} incident overdue</source>
        <translation>{n} 件，超时最久的在前</translation>
    </message>
    <message>
        <source>{n} incidents, longest overdue first</source>
        <translation>{n} 件，超时最久的在前</translation>
    </message>
    <message>
        <source>{unit} · overdue {band}</source>
        <translation>{unit} · 超时 {band}</translation>
    </message>
    <message>
        <source>{unit} · red at this hour</source>
        <translation>{unit} · 同一时刻的红灯</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.visits</name>
    <message>
        <source>Choose the grid of the visit list</source>
        <translation>选择走访清单的网格</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Correct the marked visit</source>
        <translation>更正所选走访</translation>
    </message>
    <message>
        <source>Corrected. The list is read again: who was not met may be due.</source>
        <translation>已更正。清单已重新读取：未见到的人可能应走访。</translation>
    </message>
    <message>
        <source>Due for a visit</source>
        <translation>待走访</translation>
    </message>
    <message>
        <source>Everybody of this grid was met in time.</source>
        <translation>本网格各户均已按期走访。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Further lines</source>
        <translation>更多行</translation>
    </message>
    <message>
        <source>Further lines of the visit list</source>
        <translation>走访清单的更多行</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>H tells the last visits of the marked line, O those that you noted.</source>
        <translation>按 H 查看所选行的最近走访，按 O 查看本人登记的走访。</translation>
    </message>
    <message>
        <source>J K rows · Enter records a visit · G grid · / search · Esc back</source>
        <translation>J K 移动 · Enter 登记走访 · G 网格 · / 搜索 · Esc 返回</translation>
    </message>
    <message>
        <source>Last visits</source>
        <translation>最近走访</translation>
    </message>
    <message>
        <source>Mark a visit first: H tells those of a line, O those that you noted.</source>
        <translation>请先选中一次走访：按 H 查看某行的走访，按 O 查看本人登记的走访。</translation>
    </message>
    <message>
        <source>My visits</source>
        <translation>我的走访</translation>
    </message>
    <message>
        <source>No grid in your area</source>
        <translation>您的辖区内没有网格</translation>
    </message>
    <message>
        <source>No visit is recorded</source>
        <translation>没有走访记录</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>没有符合的户</translation>
    </message>
    <message>
        <source>Nobody is due</source>
        <translation>没有待走访的户</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
    <message>
        <source>R records one.</source>
        <translation>按 R 登记。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Record a visit</source>
        <translation>登记走访</translation>
    </message>
    <message>
        <source>Recorded: {whom}, {outcome}.</source>
        <translation>已登记：{whom}，{outcome}。</translation>
    </message>
    <message>
        <source>Search (/)</source>
        <translation>搜索（/）</translation>
    </message>
    <message>
        <source>Search for something else.</source>
        <translation>请换一个搜索词。</translation>
    </message>
    <message>
        <source>Search the visit list</source>
        <translation>搜索走访清单</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示清单</translation>
    </message>
    <message>
        <source>Tell the last visits with their notes</source>
        <translation>查看最近走访及备注</translation>
    </message>
    <message>
        <source>The list is kept grid by grid.</source>
        <translation>清单按网格建立。</translation>
    </message>
    <message>
        <source>This visit was corrected before: correct the line that replaced it.</source>
        <translation>该走访此前已更正：请更正替代它的记录。</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>What I noted of visits lately</source>
        <translation>我近期登记的走访</translation>
    </message>
    <message>
        <source>What was shown is closed</source>
        <translation>所显示的内容已收起</translation>
    </message>
    <message>
        <source>Write the visit list to a file</source>
        <translation>导出走访清单</translation>
    </message>
    <message>
        <source>noted by me in this grid, the newest first</source>
        <translation>本人在该网格的登记，新的在前</translation>
    </message>
    <message>
        <source>there are more (M)</source>
        <translation>还有更多（M）</translation>
    </message>
    <message>
        <source>there are older ones (M)</source>
        <translation>还有更早的（M）</translation>
    </message>
    <message>
        <source>who was met longest ago comes first</source>
        <translation>最久未见到的排在最前</translation>
    </message>
    <message>
        <source>with their notes</source>
        <translation>含备注</translation>
    </message>
    <message>
        <source>{n} due, masked</source>
        <translation>待走访 {n} 户，已脱敏</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.visits_columns</name>
    <message>
        <source>Ask for</source>
        <translation>受访人</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Last met</source>
        <translation>上次见到</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>corrected: {why}</source>
        <translation>更正：{why}</translation>
    </message>
    <message>
        <source>{outcome} (replaced)</source>
        <translation>{outcome}（已被替代）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.visits_export</name>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Visits {grid}.csv</source>
        <translation>走访清单 {grid}.csv</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Write the visit list to a file</source>
        <translation>导出走访清单</translation>
    </message>
    <message>
        <source>{n} line written to {file}</source>
        <translation>已写入 {n} 行：{file}</translation>
    </message>
    <message>
        <source>{n} lines written to {file}</source>
        <translation>已写入 {n} 行：{file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.visits_form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Correct a visit</source>
        <translation>更正走访</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>走访日期</translation>
    </message>
    <message>
        <source>Note, at most 400 characters</source>
        <translation>备注，不超过 400 字</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Record a visit</source>
        <translation>登记走访</translation>
    </message>
    <message>
        <source>Why it is corrected; the wrong line stays in the history</source>
        <translation>更正理由（原记录留在历史中）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pictures</name>
    <message>
        <source>The folder {path} cannot be made: {why}. Choose another one.</source>
        <translation>文件夹 {path} 无法建立：{why}。请另选一个。</translation>
    </message>
    <message>
        <source>The picture {path} cannot be written. Choose another folder.</source>
        <translation>图片 {path} 无法写入。请另选文件夹。</translation>
    </message>
    <message>
        <source>There is no page “{page}”. The pages are: {pages}.</source>
        <translation>没有页面“{page}”。可用的页面：{pages}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.printing_desk</name>
    <message>
        <source>Enter opens the handover, and Ctrl+P prints it there.</source>
        <translation>按 Enter 打开交接班记录，再按 Ctrl+P 打印。</translation>
    </message>
    <message>
        <source>Papers are printed of an incident: choose one in a list, then press Ctrl+P.</source>
        <translation>文书按事件打印：请先在列表中选定事件，再按 Ctrl+P。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print a paper of {number}…</source>
        <translation>打印 {number} 的文书…</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.reminder_desk</name>
    <message>
        <source>No reminder stands</source>
        <translation>当前没有提醒</translation>
    </message>
    <message>
        <source>Open what the strip names</source>
        <translation>打开提醒条上的事件</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Silence this desk</source>
        <translation>静音本坐席</translation>
    </message>
    <message>
        <source>Somebody else had taken note of it before</source>
        <translation>已有他人先行知悉</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>Take note of all</source>
        <translation>全部知悉</translation>
    </message>
    <message>
        <source>Taken note of {n}</source>
        <translation>已知悉 {n} 条</translation>
    </message>
    <message>
        <source>Tones sound again</source>
        <translation>已恢复声音</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>silenced until {time}</source>
        <translation>静音至 {time}</translation>
    </message>
    <message>
        <source>silenced until {time} by {who}</source>
        <translation>{who} 静音至 {time}</translation>
    </message>
    <message>
        <source>your role takes note of nothing for other desks: ask somebody on duty</source>
        <translation>您的角色不能代其他坐席知悉：请找值班人员</translation>
    </message>
    <message>
        <source>{event} · urgent</source>
        <translation>{event} · 紧急</translation>
    </message>
    <message>
        <source>{n} reminders at once</source>
        <translation>同时有 {n} 条提醒</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.reminder_silence</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Silence this desk</source>
        <translation>静音本坐席</translation>
    </message>
    <message>
        <source>Urgent incidents sound all the same. Who silenced a desk, and why, stands in the audit.</source>
        <translation>紧急事件仍会响铃。何人因何静音将记入审计。</translation>
    </message>
    <message>
        <source>briefing</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>for all desks of my unit</source>
        <translation>本单位全部坐席</translation>
    </message>
    <message>
        <source>shift handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>接听电话</translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_button</name>
    <message>
        <source>New incident</source>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>Report an incident: Ctrl+N, from every page</source>
        <translation>上报事件：任何页面按 Ctrl+N</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_caller</name>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Phone ({key})</source>
        <translation>电话（{key}）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_desk</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Kept as a draft</source>
        <translation>草稿已保存</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>Not kept yet: {reason}</source>
        <translation>草稿尚未保存：{reason}</translation>
    </message>
    <message>
        <source>The draft was sent or taken over at another desk</source>
        <translation>该草稿已上报，或已在另一席位取回</translation>
    </message>
    <message>
        <source>The form waits: Ctrl+N goes on with it</source>
        <translation>表单已保留：按 Ctrl+N 继续填写</translation>
    </message>
    <message>
        <source>The incident is reported</source>
        <translation>事件已上报</translation>
    </message>
    <message>
        <source>The report is added to the incident</source>
        <translation>诉求已追加到该事件</translation>
    </message>
    <message>
        <source>The report is added to the incident; its urgency raises nothing by itself: 5 adjusts it</source>
        <translation>已追加到该事件；所报的紧急程度不会自动调高该事件，可按 5 调整</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Throw the draft away?</source>
        <translation>删除草稿？</translation>
    </message>
    <message>
        <source>What was typed will be gone for good.</source>
        <translation>已填写的内容将被永久删除。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_duplicates</name>
    <message>
        <source>As soon as category and place are chosen, incidents that are alike stand here.</source>
        <translation>选定类别和地点后，这里列出相似事件。</translation>
    </message>
    <message>
        <source>Could not compare</source>
        <translation>无法比对</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Known already?</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>No incident of this kind is near and recent.</source>
        <translation>附近近期没有同类事件。</translation>
    </message>
    <message>
        <source>Nothing compared yet</source>
        <translation>尚未比对</translation>
    </message>
    <message>
        <source>Nothing like it is known</source>
        <translation>未发现相似事件</translation>
    </message>
    <message>
        <source>The same matter: add this report ({key})</source>
        <translation>同一件事：追加到该事件（{key}）</translation>
    </message>
    <message>
        <source>{n} alike · Enter opens one</source>
        <translation>{n} 件相似 · 按 Enter 打开</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_form</name>
    <message>
        <source>Address in words</source>
        <translation>详细地址</translation>
    </message>
    <message>
        <source>Category (required)</source>
        <translation>类别（必填）</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>案件来源</translation>
    </message>
    <message>
        <source>Choose a category: type its name, pinyin, initials or code.</source>
        <translation>请选择类别：输入名称、拼音、首字母或代码。</translation>
    </message>
    <message>
        <source>Choose a place: type a grid, an address, a building or coordinates.</source>
        <translation>请选择地点：输入网格、地址、楼栋或坐标。</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Name, pinyin, initials or code</source>
        <translation>名称、拼音、首字母或代码</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>Place (required)</source>
        <translation>地点（必填）</translation>
    </message>
    <message>
        <source>Report (Ctrl+Enter)</source>
        <translation>上报（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Throw away (Ctrl+D)</source>
        <translation>删除草稿（Ctrl+D）</translation>
    </message>
    <message>
        <source>What was seen or said</source>
        <translation>情况描述</translation>
    </message>
    <message>
        <source>by category</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>concerns a vulnerable person</source>
        <translation>涉及困难群体</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_map</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose the place on the map</source>
        <translation>在地图上选择位置</translation>
    </message>
    <message>
        <source>Click where it is; by keyboard the arrows move the map and Enter takes its middle.</source>
        <translation>点击事发位置；键盘：方向键移动地图，Enter 选取中心点。</translation>
    </message>
    <message>
        <source>Take this place (Ctrl+Enter)</source>
        <translation>选用该位置（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>longitude {lon:.6f}, latitude {lat:.6f}</source>
        <translation>经度 {lon:.6f}，纬度 {lat:.6f}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_offer</name>
    <message>
        <source>Take it back (Ctrl+R)</source>
        <translation>取回草稿（Ctrl+R）</translation>
    </message>
    <message>
        <source>Typed on {time} and not sent: {words}</source>
        <translation>{time} 填写但未上报：{words}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_place</name>
    <message>
        <source>Grid code, address, building, community, or coordinates: longitude, latitude</source>
        <translation>网格编码、地址、楼栋、社区，或坐标：经度,纬度</translation>
    </message>
    <message>
        <source>On the map ({key})</source>
        <translation>地图选点（{key}）</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_unit</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>As soon as category and place are chosen, the unit stands here.</source>
        <translation>选定类别和地点后，这里显示拟派单位。</translation>
    </message>
    <message>
        <source>No line of the responsibility list fits: whoever dispatches names the unit.</source>
        <translation>权责清单中没有对应条目：由派遣员指定单位。</translation>
    </message>
    <message>
        <source>Ruled before for {unit}: {ground}</source>
        <translation>此前裁定由{unit}负责：{ground}</translation>
    </message>
    <message>
        <source>There is no responsibility list: whoever dispatches names the unit.</source>
        <translation>没有权责清单：由派遣员指定单位。</translation>
    </message>
    <message>
        <source>Who would be proposed</source>
        <translation>拟派单位</translation>
    </message>
    <message>
        <source>nothing is assigned yet</source>
        <translation>仅供参考，不自动派遣</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.report_words</name>
    <message>
        <source>No category is called “{text}”: try one word of it, its pinyin or its initials.</source>
        <translation>没有名为“{text}”的类别：请换一个词，或用拼音、首字母。</translation>
    </message>
    <message>
        <source>No place is called “{text}” in your area: try its grid or its community.</source>
        <translation>辖区内没有名为“{text}”的地点：请改用网格或社区。</translation>
    </message>
    <message>
        <source>This point lies in no grid of your area; name a grid or a community instead.</source>
        <translation>该点不在辖区任何网格内；请改填网格或社区。</translation>
    </message>
    <message>
        <source>division {code}</source>
        <translation>区划 {code}</translation>
    </message>
    <message>
        <source>grid {code}</source>
        <translation>网格 {code}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.saved_filter_desk</name>
    <message>
        <source>All saved filters…</source>
        <translation>全部常用筛选…</translation>
    </message>
    <message>
        <source>Save the present filter…</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>常用筛选</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.saved_filter_dialog</name>
    <message>
        <source>Change the name above, then rename again</source>
        <translation>请在上方修改名称，再按改名</translation>
    </message>
    <message>
        <source>Copied: a colleague pastes the line into this window</source>
        <translation>已复制：同事在此窗口中粘贴即可</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Narrow a queue first: click a light, a place or a bar. Then give the filter a name here.</source>
        <translation>请先筛选队列：点灯色、地点或图表条；再回到这里命名保存。</translation>
    </message>
    <message>
        <source>No filter is saved yet</source>
        <translation>还没有保存的筛选</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste takes the line that a colleague has sent.</source>
        <translation>也可用“粘贴”收下同事发来的筛选。</translation>
    </message>
    <message>
        <source>Present filter: {words}</source>
        <translation>当前筛选：{words}</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>删除（Del）</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>改名（F2）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>常用筛选</translation>
    </message>
    <message>
        <source>Shared with</source>
        <translation>共享范围</translation>
    </message>
    <message>
        <source>Take the present filter</source>
        <translation>改为当前筛选</translation>
    </message>
    <message>
        <source>Type a name above and press Enter: the present filter is kept under it, with its count.</source>
        <translation>在上方输入名称并按回车，当前筛选即以该名称保存，并显示件数。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>a name for the present filter</source>
        <translation>为当前筛选命名</translation>
    </message>
    <message>
        <source>nothing is narrowed just now</source>
        <translation>当前没有筛选条件</translation>
    </message>
    <message>
        <source>shared by {who}</source>
        <translation>{who} 共享</translation>
    </message>
    <message>
        <source>{n} now</source>
        <translation>当前 {n} 件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.tone</name>
    <message>
        <source>Qt's sound library cannot be loaded: {why}</source>
        <translation>无法加载 Qt 声音库：{why}</translation>
    </message>
    <message>
        <source>missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>the sound is switched off in the settings</source>
        <translation>设置中已关闭声音</translation>
    </message>
    <message>
        <source>there is no loudspeaker</source>
        <translation>没有音频输出设备</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.wall_frame_paint</name>
    <message>
        <source>Data stopped at {time}, {s} s ago</source>
        <translation>数据停在 {time}，已 {s} 秒</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>New and pressing · {what}</source>
        <translation>新紧急事件 · {what}</translation>
    </message>
    <message>
        <source>New red light · {what}</source>
        <translation>新红灯 · {what}</translation>
    </message>
    <message>
        <source>Scene {n} / {of} {name}</source>
        <translation>场景 {n} / {of} {name}</translation>
    </message>
    <message>
        <source>live · {s} s ago</source>
        <translation>实时 · {s} 秒前</translation>
    </message>
    <message>
        <source>standing still</source>
        <translation>数据停滞</translation>
    </message>
    <message>
        <source>stays until a desk takes note</source>
        <translation>坐席知悉后解除停留</translation>
    </message>
    <message>
        <source>{n} more · {words}</source>
        <translation>另有 {n} 条 · {words}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.wall_situation</name>
    <message>
        <source>No red incidents</source>
        <translation>没有红灯事件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>first {n} red ones</source>
        <translation>红灯前 {n} 件</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>{n} red one</source>
        <translation>红灯前 {n} 件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.wall_waiting</name>
    <message>
        <source>Tried so far: {n}. The wall tries again by itself and needs nobody. Ctrl+Q ends it.</source>
        <translation>已尝试 {n} 次。大屏会自动重试，无需人工操作。按 Ctrl+Q 退出。</translation>
    </message>
    <message>
        <source>Waiting for the data</source>
        <translation>正在等待数据</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.clock_panel</name>
    <message>
        <source>Whole</source>
        <translation>全案</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>{time} 到期</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按时完成</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时完成</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>parked · used {used} / {limit} min</source>
        <translation>挂账 · 已用 {used} / {limit} 分</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>用时 {time}</translation>
    </message>
    <message>
        <source>used {used} / {limit} min</source>
        <translation>已用 {used} / {limit} 分</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.file_dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Type of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>{ending} file</source>
        <translation>{ending} 文件</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.forecast</name>
    <message>
        <source>= {n} incidents</source>
        <translation>= {n} 件</translation>
    </message>
    <message>
        <source>after that {n}</source>
        <translation>其后 {n}</translation>
    </message>
    <message>
        <source>within 2 hours {n}</source>
        <translation>2 小时内 {n}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.id_box</name>
    <message>
        <source>date of birth possible</source>
        <translation>出生日期有效</translation>
    </message>
    <message>
        <source>longer than {n} characters: a number has 18, on old cards 15</source>
        <translation>超过 {n} 个字符：号码应为 18 位，旧证为 15 位</translation>
    </message>
    <message>
        <source>{n} characters, check digit right</source>
        <translation>{n} 位，校验位正确</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.kpi_figures</name>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>In time today</source>
        <translation>今日按期处置率</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>Red lights</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>Yellow lights</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>a week ago {p}%</source>
        <translation>上周同日 {p}%</translation>
    </message>
    <message>
        <source>four-week median {n} by now</source>
        <translation>四周中位 {n}（同一时刻）</translation>
    </message>
    <message>
        <source>median {median} · 90% {p90}</source>
        <translation>中位用时 {median} · 九成 {p90}</translation>
    </message>
    <message>
        <source>median {time}</source>
        <translation>中位 {time}</translation>
    </message>
    <message>
        <source>nothing was due yet</source>
        <translation>今日尚无到期</translation>
    </message>
    <message>
        <source>usually {n} by now</source>
        <translation>四周中位 {n}</translation>
    </message>
    <message>
        <source>{h} h {m:02} min</source>
        <translation>{h} 时 {m:02} 分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分</translation>
    </message>
    <message>
        <source>{n} grid</source>
        <translation>{n} 个网格</translation>
    </message>
    <message>
        <source>{n} grids</source>
        <translation>{n} 个网格</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 时</translation>
    </message>
    <message>
        <source>{n} in the last hour</source>
        <translation>近 1 小时 {n}</translation>
    </message>
    <message>
        <source>{n} of them turn red within 2 hours</source>
        <translation>其中 2 小时内转红 {n}</translation>
    </message>
    <message>
        <source>{n} of them turns red within 2 hours</source>
        <translation>其中 2 小时内转红 {n}</translation>
    </message>
    <message>
        <source>{n} on yesterday</source>
        <translation>较昨日此时 {n}</translation>
    </message>
    <message>
        <source>{n} red within 2 h</source>
        <translation>2 小时内转红 {n}</translation>
    </message>
    <message>
        <source>{n} unit</source>
        <translation>{n} 个单位</translation>
    </message>
    <message>
        <source>{n} units</source>
        <translation>{n} 个单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.long_text</name>
    <message>
        <source>{n} characters are too many to paste; nothing was pasted. A field takes {most}.</source>
        <translation>{n} 个字符过多，没有粘贴；此栏最多 {most} 个字符。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.lookup_ground</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a purpose first.</source>
        <translation>请先选择查询事由。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Incident number</source>
        <translation>关联事件</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Name the incident, or write the reason in at least {n} characters.</source>
        <translation>请填写关联事件，或写明理由（不少于 {n} 字）。</translation>
    </message>
    <message>
        <source>Purpose (required)</source>
        <translation>查询事由（必选）</translation>
    </message>
    <message>
        <source>Purpose and ground stand in the audit before anything is shown.</source>
        <translation>事由与依据先写入审计，然后才显示。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Resident look-up</source>
        <translation>居民查询</translation>
    </message>
    <message>
        <source>or a reason, at least {n} characters</source>
        <translation>或写明理由，不少于 {n} 字</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.lookup_tile</name>
    <message>
        <source>Citizen ID number</source>
        <translation>公民身份号码</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Resident look-up</source>
        <translation>居民查询</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.map_panel</name>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
    </message>
    <message>
        <source>On-time rate</source>
        <translation>按期率</translation>
    </message>
    <message>
        <source>Open count</source>
        <translation>在办件数</translation>
    </message>
    <message>
        <source>Red lights</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>click a grid to narrow</source>
        <translation>点网格即筛选</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.offer_box</name>
    <message>
        <source>Letters find a unit by its name or its initials.</source>
        <translation>按字母查找单位：名称或拼音首字母。</translation>
    </message>
    <message>
        <source>Neither the responsibility list nor a ruling names this unit.</source>
        <translation>权责清单和既往裁定均未指向该单位。</translation>
    </message>
    <message>
        <source>Nothing is proposed. {unit}: {ground}</source>
        <translation>暂无建议。{unit}：{ground}</translation>
    </message>
    <message>
        <source>Offered: {ground}</source>
        <translation>供参考：{ground}</translation>
    </message>
    <message>
        <source>Proposal: {ground}</source>
        <translation>建议：{ground}</translation>
    </message>
    <message>
        <source>The proposal was {unit} ({ground}).</source>
        <translation>原建议为{unit}（{ground}）。</translation>
    </message>
    <message>
        <source>choose a unit</source>
        <translation>请选择单位</translation>
    </message>
    <message>
        <source>{unit} · proposal</source>
        <translation>{unit} · 建议</translation>
    </message>
    <message>
        <source>{unit} · ruled before</source>
        <translation>{unit} · 曾裁定</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.page_tabs</name>
    <message>
        <source>Ctrl+L next tab</source>
        <translation>Ctrl+L 下一页签</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.place_names</name>
    <message>
        <source>{n} communities</source>
        <translation>{n} 个社区</translation>
    </message>
    <message>
        <source>{n} community</source>
        <translation>{n} 个社区</translation>
    </message>
    <message>
        <source>{n} grid</source>
        <translation>{n} 个网格</translation>
    </message>
    <message>
        <source>{n} grids</source>
        <translation>{n} 个网格</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.proof_line</name>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Photographs and documents of the incident: {key}</source>
        <translation>事件的照片和文件：{key}</translation>
    </message>
    <message>
        <source>missing: add it with {key}</source>
        <translation>缺少：按 {key} 添加</translation>
    </message>
    <message>
        <source>✓ is there</source>
        <translation>✓ 已有</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.queue_view</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Closed late</source>
        <translation>迟结</translation>
    </message>
    <message>
        <source>Esc clears</source>
        <translation>Esc 清除</translation>
    </message>
    <message>
        <source>Everything reported has been dealt with.</source>
        <translation>上报的事件都已办结。</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Incident queue</source>
        <translation>事件队列</translation>
    </message>
    <message>
        <source>No incidents here</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Under the present filter: {words}</source>
        <translation>按当前筛选：{words}</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>{first}–{last} of {total}</source>
        <translation>{total} 件中的 {first}–{last}</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} 条新</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.red_lines_view</name>
    <message>
        <source>14 days</source>
        <translation>14 日</translation>
    </message>
    <message>
        <source>14 days, same hour</source>
        <translation>14 日同时刻</translation>
    </message>
    <message>
        <source>1–4 h</source>
        <translation>1–4 时</translation>
    </message>
    <message>
        <source>30–60 min</source>
        <translation>30–60 分</translation>
    </message>
    <message>
        <source>4–8 h</source>
        <translation>4–8 时</translation>
    </message>
    <message>
        <source>&gt;1 wd</source>
        <translation>&gt;1 日</translation>
    </message>
    <message>
        <source>&gt;1 work day</source>
        <translation>&gt;1 工作日</translation>
    </message>
    <message>
        <source>Cards due</source>
        <translation>待回复卡</translation>
    </message>
    <message>
        <source>How long incidents are overdue, each counted by its own clock: working time where its limit is one of working time, all hours where it is not. A limit belongs to the band it ends. A press opens the incidents.</source>
        <translation>超时时长按各事件自己的时限钟计算：工作时限按工作时间计，连续时限按全天计。恰到界限的归入以其结束的一档。点击可看相应事件。</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Longest overdue</source>
        <translation>最长超时</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Red incidents at this time of day on each of the last 14 days, today in ink, and the difference to yesterday. An incident counts as red at a moment when the clock that pressed it then had passed its deadline, ran and had not ended. Deadlines count as they stand now. The area is respected, other filters are not. A press opens the incidents.</source>
        <translation>近 14 日每日此时刻的红灯数，深色为今日，右侧为与昨日此时之差。某一时刻，当时计时的时限钟已到期、在运行且未结束的事件计为红灯。期限以现行期限为准。按区域统计，不受其他筛选影响。点击可看相应事件。</translation>
    </message>
    <message>
        <source>Responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>not assigned yet</source>
        <translation>尚未派遣</translation>
    </message>
    <message>
        <source>½–1 h</source>
        <translation>半–1 时</translation>
    </message>
    <message>
        <source>≤30 min</source>
        <translation>≤30 分</translation>
    </message>
    <message>
        <source>≤½ h</source>
        <translation>≤半时</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.reminder_strip</name>
    <message>
        <source>All {n} ⇧F8</source>
        <translation>全部 {n} 条 ⇧F8</translation>
    </message>
    <message>
        <source>Open F7</source>
        <translation>打开 F7</translation>
    </message>
    <message>
        <source>Silence F9</source>
        <translation>静音 F9</translation>
    </message>
    <message>
        <source>Sound again F9</source>
        <translation>恢复声音 F9</translation>
    </message>
    <message>
        <source>Take note F8</source>
        <translation>知悉 F8</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>无声音</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.resident_box</name>
    <message>
        <source>No name, number or address holds such a text.</source>
        <translation>姓名、号码和地址中都不会有这样的文字。</translation>
    </message>
    <message>
        <source>Search by {fields}, in your own area</source>
        <translation>在本人范围内按{fields}检索</translation>
    </message>
    <message>
        <source>by address where no name fits</source>
        <translation>没有相符姓名时按地址检索</translation>
    </message>
    <message>
        <source>this is the credit code of an organisation, which Ctrl+Shift+O opens</source>
        <translation>这是组织的信用代码，请按 Ctrl+Shift+O 打开</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.saved_filter_bar</name>
    <message>
        <source>All saved filters…</source>
        <translation>全部常用筛选…</translation>
    </message>
    <message>
        <source>Save the present filter…</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Saved {n}</source>
        <translation>常用 {n}</translation>
    </message>
    <message>
        <source>shared by {who}</source>
        <translation>{who} 共享</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.saving_dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>The paper is being written…</source>
        <translation>正在生成文书…</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.shown_list</name>
    <message>
        <source>The store did not answer</source>
        <translation>数据库没有应答</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.states</name>
    <message>
        <source>Copy a request</source>
        <translation>复制申请</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>Outside your area</source>
        <translation>不在您的范围</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.text</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.trace</name>
    <message>
        <source>Trace</source>
        <translation>办理痕迹</translation>
    </message>
    <message>
        <source>noted: {event}</source>
        <translation>知悉：{event}</translation>
    </message>
    <message>
        <source>reply: {clock}</source>
        <translation>回复钟 {clock}</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>turned red</source>
        <translation>转红</translation>
    </message>
    <message>
        <source>{card}: reply</source>
        <translation>{card}：回复</translation>
    </message>
    <message>
        <source>{card}: withdrawn</source>
        <translation>{card}：撤回</translation>
    </message>
    <message>
        <source>{clock}: limit of {n} min</source>
        <translation>{clock}满 {n} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.work_strip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How far the work is</source>
        <translation>工作进度</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>{part} · {done} of {total}</source>
        <translation>{part} · {done}/{total}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.worker_box</name>
    <message>
        <source>↓ lists people; a name may be typed</source>
        <translation>↓ 列出本网格人员，也可直接输入姓名</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.window</name>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Retry the store now</source>
        <translation>立即重连数据库</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.attachments</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>files of this type are not taken. Taken are: {known}</source>
        <translation>不接受此类文件。可接受：{known}</translation>
    </message>
    <message>
        <source>no file is small enough, or no incident may have one</source>
        <translation>没有文件足够小，或不允许任何事件有附件</translation>
    </message>
    <message>
        <source>nobody may add an attachment</source>
        <translation>没有人可以上传附件</translation>
    </message>
    <message>
        <source>the content of “{name}” is: {type}. Name it with the ending {endings}</source>
        <translation>“{name}”的内容是：{type}。请将扩展名改为 {endings}</translation>
    </message>
    <message>
        <source>the endings of “{type}” must be lower case with a dot</source>
        <translation>“{type}”的扩展名必须小写并带点</translation>
    </message>
    <message>
        <source>the file has {size}; at most {largest} are taken. Make it smaller or split it</source>
        <translation>文件有 {size}，最多接受 {largest}。请压缩或拆分</translation>
    </message>
    <message>
        <source>the file is empty: copy it again from where it came</source>
        <translation>文件为空：请从来源重新复制</translation>
    </message>
    <message>
        <source>the name of the file has {n} characters; shorten it to {longest}</source>
        <translation>文件名有 {n} 个字符；请缩短到 {longest} 个</translation>
    </message>
    <message>
        <source>the name of the file is missing</source>
        <translation>缺少文件名</translation>
    </message>
    <message>
        <source>the name “{name}” holds characters that cannot be seen: rename the file</source>
        <translation>文件名“{name}”含有不可见字符：请重命名文件</translation>
    </message>
    <message>
        <source>the rules of attachments cannot be read: {what}</source>
        <translation>附件规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of attachments have flaws: {flaws}</source>
        <translation>附件规则有缺陷：{flaws}</translation>
    </message>
    <message>
        <source>there is no kind of attachment “{kind}”: choose {known}</source>
        <translation>没有附件类别“{kind}”：请选择 {known}</translation>
    </message>
    <message>
        <source>there is no kind of attachment, or no type that is taken</source>
        <translation>没有附件类别，或没有可接受的类型</translation>
    </message>
    <message>
        <source>“{name}” is a path: give the bare name of the file</source>
        <translation>“{name}”是路径：请只写文件名</translation>
    </message>
    <message>
        <source>“{name}” is the name of a device: rename the file</source>
        <translation>“{name}”是设备名：请重命名文件</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.audit_notices</name>
    <message>
        <source>{rule}: {name} ({login}), {n} from {since} to {until}; {purposes}</source>
        <translation>{rule}：{name}（{login}），{since} 至 {until} 共 {n} 次；{purposes}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.calendar_editions</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>`holidays` is a list</source>
        <translation>`holidays` 应为列表</translation>
    </message>
    <message>
        <source>`weekdays` are numbers from 1 (Monday) to 7, such as "12345"</source>
        <translation>`weekdays` 用 1（周一）到 7 的数字，如 "12345"</translation>
    </message>
    <message>
        <source>`years` is a list of years such as [2026, 2027]</source>
        <translation>`years` 是年份列表，如 [2026, 2027]</translation>
    </message>
    <message>
        <source>by its weekday</source>
        <translation>按星期</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>holiday no. {n} needs a name, and may have `from`, `to` and `makeup`</source>
        <translation>第 {n} 个节假日需有 name，可有 `from`、`to` 和 `makeup`</translation>
    </message>
    <message>
        <source>holiday notice of {years} entered</source>
        <translation>录入 {years} 年节假日安排</translation>
    </message>
    <message>
        <source>holiday notice of {years} taken out</source>
        <translation>删去 {years} 年节假日安排</translation>
    </message>
    <message>
        <source>its name is missing: write zh and en under `name`</source>
        <translation>缺少名称：请在 `name` 下写 zh 和 en</translation>
    </message>
    <message>
        <source>make-up workday</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>the calendar has flaws: {flaws}</source>
        <translation>日历有误：{flaws}</translation>
    </message>
    <message>
        <source>there are days in {year}, which is not under `years`: add it once its notice is whole</source>
        <translation>列有 {year} 年的日期，而 `years` 中没有该年：该年安排录全后请加入</translation>
    </message>
    <message>
        <source>there is no time zone “{name}”</source>
        <translation>没有时区“{name}”</translation>
    </message>
    <message>
        <source>this is no calendar: write key, name, zone, spans, weekdays, years and holidays</source>
        <translation>这不是日历：请写明 key、name、zone、spans、weekdays、years 和 holidays</translation>
    </message>
    <message>
        <source>time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>working hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>working weekdays</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>{day} is a working day anyway: it makes up for nothing</source>
        <translation>{day} 本来就是工作日，无需调休</translation>
    </message>
    <message>
        <source>{day} stands there twice</source>
        <translation>{day} 出现了两次</translation>
    </message>
    <message>
        <source>{day} {name}: {what}</source>
        <translation>{day} {name}：{what}</translation>
    </message>
    <message>
        <source>{what} is missing</source>
        <translation>缺少 {what}</translation>
    </message>
    <message>
        <source>{what}: {old} → {new}</source>
        <translation>{what}：{old} → {new}</translation>
    </message>
    <message>
        <source>“{name}” has a day that is none: write it as 2027-01-01</source>
        <translation>“{name}”中有不是日期的内容：请写成 2027-01-01</translation>
    </message>
    <message>
        <source>“{name}” means nothing here</source>
        <translation>此处不认识“{name}”</translation>
    </message>
    <message>
        <source>“{name}” needs `from` and `to`, or a list `makeup`</source>
        <translation>“{name}”需有 `from` 和 `to`，或列表 `makeup`</translation>
    </message>
    <message>
        <source>“{name}” runs from {first} to {last}: check the days</source>
        <translation>“{name}”自 {first} 至 {last}：请核对日期</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.calendars</name>
    <message>
        <source>the calendar has no working weekday: give numbers from 1 (Monday) to 7</source>
        <translation>工作日历没有工作日：请填 1（星期一）至 7</translation>
    </message>
    <message>
        <source>the calendar's working hours are empty or overlap: give them in order</source>
        <translation>工作日历的时段为空或重叠：请按先后填写</translation>
    </message>
    <message>
        <source>working hours “{text}” cannot be read: write them as 08:00-12:00</source>
        <translation>工作时段“{text}”无法识别：请写成 08:00-12:00</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.cards</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>nobody may issue the card “{kind}”</source>
        <translation>卡“{kind}”没有可以签发的角色</translation>
    </message>
    <message>
        <source>nobody may reply to a card</source>
        <translation>没有可以回复卡的角色</translation>
    </message>
    <message>
        <source>the card “{kind}” has no limit for its reply</source>
        <translation>卡“{kind}”没有回复时限</translation>
    </message>
    <message>
        <source>the card “{kind}” stands there twice</source>
        <translation>卡“{kind}”写了两次</translation>
    </message>
    <message>
        <source>the rules of cards cannot be read: {what}</source>
        <translation>卡的规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of cards have flaws: {flaws}</source>
        <translation>卡的规则有缺陷：{flaws}</translation>
    </message>
    <message>
        <source>there is no card “{kind}”: choose one from the list</source>
        <translation>没有“{kind}”这种卡：请从列表中选择</translation>
    </message>
    <message>
        <source>there is no kind of card</source>
        <translation>没有任何种类的卡</translation>
    </message>
    <message>
        <source>yellow must begin between 1 and 100 % of the limit</source>
        <translation>黄灯须在时限的 1%–100% 之间开始</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.category_search</name>
    <message>
        <source>also called “{word}”</source>
        <translation>又称“{word}”</translation>
    </message>
    <message>
        <source>code {word}</source>
        <translation>编码 {word}</translation>
    </message>
    <message>
        <source>initials of “{word}”</source>
        <translation>“{word}”的首字母</translation>
    </message>
    <message>
        <source>its English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>its code comes before the next</source>
        <translation>编码在下一项之前</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>its name is shorter than the next</source>
        <translation>比下一项更短</translation>
    </message>
    <message>
        <source>pinyin of “{word}”</source>
        <translation>“{word}”的拼音</translation>
    </message>
    <message>
        <source>shortened pinyin of “{word}”</source>
        <translation>“{word}”的简拼</translation>
    </message>
    <message>
        <source>the typed text stands nearer the beginning than in the next</source>
        <translation>输入的字比下一项更靠前</translation>
    </message>
    <message>
        <source>under “{word}”</source>
        <translation>在“{word}”之下</translation>
    </message>
    <message>
        <source>used lately</source>
        <translation>最近用过</translation>
    </message>
    <message>
        <source>you used it more lately than the next</source>
        <translation>您最近用过，排在下一项之前</translation>
    </message>
    <message>
        <source>{reason} · used lately</source>
        <translation>{reason} · 最近用过</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.clock_check</name>
    <message>
        <source>deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>deadline of handling</source>
        <translation>处置期限</translation>
    </message>
    <message>
        <source>deadline of the whole case</source>
        <translation>全案期限</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>kind of time</source>
        <translation>计时方式</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>minutes of the limit</source>
        <translation>时限分钟数</translation>
    </message>
    <message>
        <source>nothing in the store explains it</source>
        <translation>库中没有可以解释的原因</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>repeats the clock, which differs itself</source>
        <translation>照抄了有差异的时限钟</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>the calendar or its holidays may have been edited since: deadlines already set do not move</source>
        <translation>其后工作日历或节假日可能改过：已定的期限不随之变动</translation>
    </message>
    <message>
        <source>the flow's share for yellow may have been edited since</source>
        <translation>其后流程的黄灯比例可能改过</translation>
    </message>
    <message>
        <source>the ledger could not have been lived through</source>
        <translation>台账自相矛盾</translation>
    </message>
    <message>
        <source>the share for yellow of cards may have been edited since</source>
        <translation>督办卡的黄灯比例此后可能修改过</translation>
    </message>
    <message>
        <source>unit whose clock presses</source>
        <translation>当前计时所属单位</translation>
    </message>
    <message>
        <source>units that owe an answer</source>
        <translation>待反馈单位</translation>
    </message>
    <message>
        <source>yellow from</source>
        <translation>转黄时间</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.clock_words</name>
    <message>
        <source>Co-handling</source>
        <translation>会办</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收钟</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Whole case</source>
        <translation>全案钟</translation>
    </message>
    <message>
        <source>no holiday notice for {years}: counted by weekday</source>
        <translation>{years} 年节假日通知未录入，按星期计算</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.clocks</name>
    <message>
        <source>a segment of the clock ends before it starts: check this machine's time</source>
        <translation>时限钟有一段的止早于起：请检查本机时间</translation>
    </message>
    <message>
        <source>day and night</source>
        <translation>昼夜连续</translation>
    </message>
    <message>
        <source>lunch break</source>
        <translation>午休</translation>
    </message>
    <message>
        <source>outside working hours</source>
        <translation>非工作时间</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>public holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>the clock has no segment: it cannot have a deadline</source>
        <translation>时限钟没有计时段，无法得出期限</translation>
    </message>
    <message>
        <source>two segments of the clock overlap: its ledger must be repaired</source>
        <translation>时限钟有两段重叠：须修复计时台账</translation>
    </message>
    <message>
        <source>until now</source>
        <translation>至现在</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>working hours</source>
        <translation>工作时间</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.corrections</name>
    <message>
        <source>“{move}” is for open incidents: this one has ended</source>
        <translation>“{move}”只用于未结的事件：本件已经结束</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.datum</name>
    <message>
        <source>“{datum}” is not a known datum of coordinates. Known are: {known}.</source>
        <translation>“{datum}”不是已知的坐标系。可用的有：{known}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.definitions</name>
    <message>
        <source>a key has 2 to 40 small letters, digits and “_”</source>
        <translation>键由 2 至 40 个小写字母、数字和“_”组成</translation>
    </message>
    <message>
        <source>a version is a whole number from 1 on</source>
        <translation>版本为从 1 开始的整数</translation>
    </message>
    <message>
        <source>an entry with names and values is needed here</source>
        <translation>此处应为由名称和值组成的条目</translation>
    </message>
    <message>
        <source>write yes or no</source>
        <translation>请写 yes 或 no</translation>
    </message>
    <message>
        <source>“{name}” is a text of at most {n} characters</source>
        <translation>“{name}”应为不超过 {n} 个字符的文字</translation>
    </message>
    <message>
        <source>“{name}” is missing</source>
        <translation>缺少“{name}”</translation>
    </message>
    <message>
        <source>“{name}” is one of: {known}</source>
        <translation>“{name}”应为下列之一：{known}</translation>
    </message>
    <message>
        <source>“{word}” has no meaning here; there are: {known}</source>
        <translation>“{word}”在此处没有意义；可用：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.duplicates</name>
    <message>
        <source>closed {age} ago</source>
        <translation>{age}前结案</translation>
    </message>
    <message>
        <source>reported {age} ago</source>
        <translation>{age}前上报</translation>
    </message>
    <message>
        <source>same category</source>
        <translation>同类别</translation>
    </message>
    <message>
        <source>same major category</source>
        <translation>同大类</translation>
    </message>
    <message>
        <source>somewhere in the same grid</source>
        <translation>在同一网格内</translation>
    </message>
    <message>
        <source>{n} m away</source>
        <translation>相距 {n} 米</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.duty</name>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>company</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>grid team</source>
        <translation>网格队伍</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>离岗</translation>
    </message>
    <message>
        <source>only the centre and the unit itself say how available it is</source>
        <translation>只有指挥中心和本单位可以登记忙闲</translation>
    </message>
    <message>
        <source>street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>there is no kind of unit “{kind}”</source>
        <translation>没有“{kind}”这类单位</translation>
    </message>
    <message>
        <source>this unit belongs to another area: its centre says how available it is</source>
        <translation>该单位属于其他辖区：其忙闲由所在辖区的中心登记</translation>
    </message>
    <message>
        <source>volunteers</source>
        <translation>志愿者</translation>
    </message>
    <message>
        <source>{availability} until {time}</source>
        <translation>{availability}，至 {time}</translation>
    </message>
    <message>
        <source>{availability} · tasks {tasks}</source>
        <translation>{availability} · 在办 {tasks}</translation>
    </message>
    <message>
        <source>{sentence}, until {until}</source>
        <translation>{sentence}，至 {until}</translation>
    </message>
    <message>
        <source>{unit} is busy since {since}, with {n} open task</source>
        <translation>{unit}自 {since} 起忙碌，在办 {n} 件</translation>
    </message>
    <message>
        <source>{unit} is busy since {since}, with {n} open tasks</source>
        <translation>{unit}自 {since} 起忙碌，在办 {n} 件</translation>
    </message>
    <message>
        <source>{unit} is full: it has {n} open task and may hold {most}</source>
        <translation>{unit}任务已满：在办 {n} 件，上限 {most} 件</translation>
    </message>
    <message>
        <source>{unit} is full: it has {n} open tasks and may hold {most}</source>
        <translation>{unit}任务已满：在办 {n} 件，上限 {most} 件</translation>
    </message>
    <message>
        <source>{unit} is off duty since {since}, with {n} open task</source>
        <translation>{unit}自 {since} 起离岗，在办 {n} 件</translation>
    </message>
    <message>
        <source>{unit} is off duty since {since}, with {n} open tasks</source>
        <translation>{unit}自 {since} 起离岗，在办 {n} 件</translation>
    </message>
    <message>
        <source>“{most}” is no number of tasks: write a whole number from 0 to {top}</source>
        <translation>“{most}”不是任务件数：请填 0 到 {top} 的整数</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.errors</name>
    <message>
        <source>a file of this name is there</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>a part of the path is no folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>磁盘只读</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>there is no such folder or file</source>
        <translation>没有这个文件夹或文件</translation>
    </message>
    <message>
        <source>you have no right to it</source>
        <translation>没有权限</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the flow “{flow}” has no move “{action}”</source>
        <translation>流程“{flow}”没有动作“{action}”</translation>
    </message>
    <message>
        <source>“{move}” is for the {role}</source>
        <translation>“{move}”由{role}办理</translation>
    </message>
    <message>
        <source>“{move}” is not possible while the incident is {state}; from here: {ways}</source>
        <translation>事件{state}，不能“{move}”；当前可办：{ways}</translation>
    </message>
    <message>
        <source>“{move}” is not possible: the incident is {state} and nothing follows</source>
        <translation>不能“{move}”：事件{state}，已无后续动作</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws</name>
    <message>
        <source>an incident may be reopened for 1 to {n} days after it was closed</source>
        <translation>结案后可重开的期限须为 1 至 {n} 天</translation>
    </message>
    <message>
        <source>from the state “{state}” no way leads to an end</source>
        <translation>从状态“{state}”无路通向终止状态</translation>
    </message>
    <message>
        <source>in the state “{state}” the letter “{letter}” stands for two moves</source>
        <translation>状态“{state}”中字母“{letter}”对应两个动作</translation>
    </message>
    <message>
        <source>max_returns must not be negative</source>
        <translation>max_returns 不能为负数</translation>
    </message>
    <message>
        <source>no account can have the role “{role}”; take one of {roles}</source>
        <translation>账号中没有角色“{role}”；请从 {roles} 中选用</translation>
    </message>
    <message>
        <source>no move leaves the state “{state}”</source>
        <translation>状态“{state}”没有任何出路</translation>
    </message>
    <message>
        <source>no move resumes from the paused state “{state}”</source>
        <translation>暂停状态“{state}”没有恢复的动作</translation>
    </message>
    <message>
        <source>reopening is for the role “{role}”, which is not described</source>
        <translation>可重开的角色“{role}”没有定义</translation>
    </message>
    <message>
        <source>reopening needs at least one role</source>
        <translation>重开至少需要一个角色</translation>
    </message>
    <message>
        <source>the clock “{clock}” starts in a state in which it does not run</source>
        <translation>时限钟“{clock}”在不计时的状态起算</translation>
    </message>
    <message>
        <source>the clock “{clock}” starts nowhere</source>
        <translation>时限钟“{clock}”没有起始状态</translation>
    </message>
    <message>
        <source>the clock “{clock}” takes the limit “{standard}” of a standard; there is handle or whole</source>
        <translation>时限钟“{clock}”取标准中的“{standard}”时限；只有 handle 或 whole</translation>
    </message>
    <message>
        <source>the clock “{clock}” would run in the final state “{state}”</source>
        <translation>时限钟“{clock}”在终止状态“{state}”仍在走</translation>
    </message>
    <message>
        <source>the final state “{state}” is none that figures know; take one of {words}</source>
        <translation>终止状态“{state}”不在统计口径内；请从 {words} 中选用</translation>
    </message>
    <message>
        <source>the flow has no clock of the whole case (kind: whole)</source>
        <translation>流程没有全案时限钟（kind: whole）</translation>
    </message>
    <message>
        <source>the flow has no final state: mark one with “final: true”</source>
        <translation>流程没有终止状态：请用“final: true”标明</translation>
    </message>
    <message>
        <source>the flow starts in the final state “{state}”</source>
        <translation>流程从终止状态“{state}”开始</translation>
    </message>
    <message>
        <source>the flow “{other}” is for {category} already: take it out of `serves` in one of them</source>
        <translation>流程“{other}”已适用于 {category}：请从其中一个的 serves 中删去</translation>
    </message>
    <message>
        <source>the input “{input}” depends on “{other}”, which is not described</source>
        <translation>输入项“{input}”取决于“{other}”，而后者没有定义</translation>
    </message>
    <message>
        <source>the input “{input}” is of the unknown kind “{kind}”; take one of {kinds}</source>
        <translation>填写项“{input}”的种类“{kind}”未知；请从 {kinds} 中选用</translation>
    </message>
    <message>
        <source>the input “{input}” needs attachments, and only the kind “proof” has them</source>
        <translation>输入项“{input}”须写明附件种类，且只有“proof”类才有</translation>
    </message>
    <message>
        <source>the input “{input}” needs choices, and only the kind “choice” has them</source>
        <translation>填写项“{input}”：种类为 choice 时必须有选项，其他种类不能有选项</translation>
    </message>
    <message>
        <source>the letter of the move “{move}” must be one of A to Z</source>
        <translation>动作“{move}”的字母须为 A 至 Z 之一</translation>
    </message>
    <message>
        <source>the letter {letter} of reopening is taken: choose another</source>
        <translation>重开的按键 {letter} 已被占用：请换一个</translation>
    </message>
    <message>
        <source>the letter {letter} of the move “{move}” is the desk's own key: choose another</source>
        <translation>动作“{move}”的字母 {letter} 是界面自用的按键：请换一个</translation>
    </message>
    <message>
        <source>the limit of the clock “{clock}” must be at least a minute and at most ten years</source>
        <translation>时限钟“{clock}”的时限须不少于一分钟、不超过十年</translation>
    </message>
    <message>
        <source>the move “{move}” counts “{tally}”, which no incident counts</source>
        <translation>动作“{move}”计入“{tally}”，事件没有该计数</translation>
    </message>
    <message>
        <source>the move “{move}” files the incident, but the step clock “filing” does not run before it</source>
        <translation>动作“{move}”使案件立案，但此前没有环节时限钟“filing”在走</translation>
    </message>
    <message>
        <source>the move “{move}” has no role that the flow knows</source>
        <translation>动作“{move}”没有流程内的角色</translation>
    </message>
    <message>
        <source>the move “{move}” has the unknown outcome “{outcome}”; take one of {words}</source>
        <translation>动作“{move}”的结果“{outcome}”未知；请从 {words} 中选用</translation>
    </message>
    <message>
        <source>the move “{move}” is barred after “{other}”, which does not exist</source>
        <translation>动作“{move}”须回避“{other}”，而该动作不存在</translation>
    </message>
    <message>
        <source>the move “{move}” is joined by “{other}”, which does not exist</source>
        <translation>动作“{move}”由“{other}”邀请加入，而该动作不存在</translation>
    </message>
    <message>
        <source>the move “{move}” is only for what was filed, and what never was cannot leave the state “{state}”</source>
        <translation>动作“{move}”只适用于已立案的事件，而从未立案的事件无法离开状态“{state}”</translation>
    </message>
    <message>
        <source>the move “{move}” leaves “{state}” twice</source>
        <translation>动作“{move}”从“{state}”出发重复</translation>
    </message>
    <message>
        <source>the move “{move}” names the unknown kind of unit “{kind}”; take one of {words}</source>
        <translation>动作“{move}”的单位种类“{kind}”未知；请从 {words} 中选用</translation>
    </message>
    <message>
        <source>the move “{move}” needs a list of return reasons</source>
        <translation>动作“{move}”需要退回理由清单</translation>
    </message>
    <message>
        <source>the move “{move}” requires “{input}”, which is not described</source>
        <translation>动作“{move}”要求“{input}”，但未说明该项</translation>
    </message>
    <message>
        <source>the paused state “{state}” is final: its clocks have ended</source>
        <translation>暂停状态“{state}”是终止状态：时限钟已经结束</translation>
    </message>
    <message>
        <source>the state “{state}” cannot be reached</source>
        <translation>状态“{state}”无法到达</translation>
    </message>
    <message>
        <source>the state “{state}” has no limit</source>
        <translation>状态“{state}”没有时限</translation>
    </message>
    <message>
        <source>the state “{state}” has the unknown stamp “{stamp}”; take one of {words}</source>
        <translation>状态“{state}”的时间标记“{stamp}”未知；请从 {words} 中选用</translation>
    </message>
    <message>
        <source>the state “{state}” is final but a move leaves it</source>
        <translation>状态“{state}”是终态却有动作离开</translation>
    </message>
    <message>
        <source>the state “{state}” is the program's own: give yours another code</source>
        <translation>状态“{state}”为本程序自用，请改用其他代码</translation>
    </message>
    <message>
        <source>the state “{state}” is used but not described</source>
        <translation>状态“{state}”被使用但未说明</translation>
    </message>
    <message>
        <source>the state “{state}” lies in the stage “{stage}”, which is not described</source>
        <translation>状态“{state}”所属阶段“{stage}”没有定义</translation>
    </message>
    <message>
        <source>the step “{move}” is the program's own: give your move another code</source>
        <translation>环节“{move}”为本程序自用，请为流转改用其他代码</translation>
    </message>
    <message>
        <source>the usual moves lead from the start to “{state}” and no further</source>
        <translation>常规路径从起点走到“{state}”就断了</translation>
    </message>
    <message>
        <source>two clocks are called “{clock}”</source>
        <translation>有两个时限钟都叫“{clock}”</translation>
    </message>
    <message>
        <source>two moves out of “{state}” are called usual; only one can be</source>
        <translation>状态“{state}”有两个常规动作；只能有一个</translation>
    </message>
    <message>
        <source>two step clocks run in the state “{state}”</source>
        <translation>状态“{state}”同时有两个环节时限钟</translation>
    </message>
    <message>
        <source>yellow_percent must lie between 1 and 99</source>
        <translation>yellow_percent 须在 1 到 99 之间</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_approvals</name>
    <message>
        <source>`longest` of the move “{move}” must be at least a minute and at most ten years</source>
        <translation>动作“{move}”的 `longest` 应在一分钟至十年之间</translation>
    </message>
    <message>
        <source>nobody may approve the move “{move}”: name roles under `by`</source>
        <translation>动作“{move}”没有审批人：请在 `by` 中写明角色</translation>
    </message>
    <message>
        <source>the code “{code}” of a move that is applied for may have at most {n} letters</source>
        <translation>需申请的动作代码“{code}”最多 {n} 个字母</translation>
    </message>
    <message>
        <source>the move “{move}” asks for a “{input}” but does not park the incident</source>
        <translation>动作“{move}”要求“{input}”，但并不挂账</translation>
    </message>
    <message>
        <source>the move “{move}” asks for a “{input}”, but no clock runs where it leads</source>
        <translation>步骤“{move}”要填“{input}”，但到达的状态没有时限在走</translation>
    </message>
    <message>
        <source>the move “{move}” asks for no moment that `longest` could bound</source>
        <translation>动作“{move}”不要求填写时间，`longest` 无从限制</translation>
    </message>
    <message>
        <source>the move “{move}” is approved by “{role}”, a role that the flow does not know</source>
        <translation>动作“{move}”的审批角色“{role}”不在流程中</translation>
    </message>
    <message>
        <source>the move “{move}” must be approved at least once: `most` is 1 or more</source>
        <translation>动作“{move}”至少可批准一次：`most` 应为 1 或以上</translation>
    </message>
    <message>
        <source>the move “{move}” needs an approval and cannot be the usual one</source>
        <translation>动作“{move}”需要审批，不能作为常规下一步</translation>
    </message>
    <message>
        <source>the move “{move}” parks the incident without a “{input}”: it would never come back</source>
        <translation>动作“{move}”挂账却不要求“{input}”：事件将永远不会回来</translation>
    </message>
    <message>
        <source>whoever applies for the move “{move}” would be the only one to approve it: name another role</source>
        <translation>动作“{move}”的申请人将是唯一的审批人：请另写一个角色</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_checks</name>
    <message>
        <source>whoever took the move “{move}” may take the incident from “{state}” to its end alone: name the move under `barred` of the one that checks it</source>
        <translation>做了“{move}”的人可以独自把事件从“{state}”办到终态：请在核查步骤的 `barred` 中写上该步骤</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_corrections</name>
    <message>
        <source>the correction “{action}” is for the role “{role}”, which is not described</source>
        <translation>更正“{action}”所列的角色“{role}”没有说明</translation>
    </message>
    <message>
        <source>the correction “{action}” needs at least one role</source>
        <translation>更正“{action}”至少要有一个角色</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_joint</name>
    <message>
        <source>in the state “{state}” an answer may be owed, but no move is there with joint: {word}</source>
        <translation>状态“{state}”下可能有待反馈的会办，但没有 joint: {word} 的动作</translation>
    </message>
    <message>
        <source>no move calls a unit in, so that none can answer, be released or be awaited</source>
        <translation>没有邀请会办单位的动作，因此无从反馈、解除或等待</translation>
    </message>
    <message>
        <source>the code “{code}” must be of letters, digits and “_”, at most {n}</source>
        <translation>代码“{code}”只能由字母、数字和下划线组成，最多 {n} 个字符</translation>
    </message>
    <message>
        <source>the limit of the move “{move}” must be at least a minute and at most ten years</source>
        <translation>动作“{move}”的时限须在一分钟到十年之间</translation>
    </message>
    <message>
        <source>the move “{move}” answers for the own unit: it is a handler's and requires no unit</source>
        <translation>动作“{move}”是本单位反馈：角色须为处置人员，且不要求填写单位</translation>
    </message>
    <message>
        <source>the move “{move}” must require a reason</source>
        <translation>动作“{move}”须要求填写理由</translation>
    </message>
    <message>
        <source>the move “{move}” must require one unit, and not “{holder}”</source>
        <translation>动作“{move}”须要求填写一个单位，且不能是“{holder}”</translation>
    </message>
    <message>
        <source>the move “{move}”: a limit belongs to moves that call a unit in, and to no other</source>
        <translation>动作“{move}”：时限只用于邀请会办单位的动作，且必须填写</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_names</name>
    <message>
        <source>the code “{code}” must be of letters, digits and “_”, at most {n}</source>
        <translation>代码“{code}”只能由字母、数字和下划线组成，最多 {n} 个字符</translation>
    </message>
    <message>
        <source>the name of “{code}” holds characters that cannot be seen or turn its direction</source>
        <translation>“{code}”的名称含有不可见或改变书写方向的字符</translation>
    </message>
    <message>
        <source>the name of “{code}” is longer than {n} characters</source>
        <translation>“{code}”的名称超过 {n} 个字符</translation>
    </message>
    <message>
        <source>“{code}” needs a Chinese and an English name</source>
        <translation>“{code}”须有中文和英文名称</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_flaws_rulings</name>
    <message>
        <source>the move “{move}” both requires and only offers “{input}”</source>
        <translation>动作“{move}”对“{input}”既作必填又作选填</translation>
    </message>
    <message>
        <source>the move “{move}” rules: it must require “unit” and “reason”</source>
        <translation>动作“{move}”为裁定，必须要求“unit”和“reason”</translation>
    </message>
    <message>
        <source>the move “{move}” rules: its role must be one of {roles}</source>
        <translation>动作“{move}”为裁定，其角色须为 {roles} 之一</translation>
    </message>
    <message>
        <source>the move “{move}” waits for returns that are used up but does not rule</source>
        <translation>动作“{move}”要求退回次数用尽，但不是裁定</translation>
    </message>
    <message>
        <source>the returns by the move “{move}” can be used up in the state “{state}”, but no move rules there who is responsible: add one with `rules: true`</source>
        <translation>动作“{move}”的退回次数可能在状态“{state}”用尽，但该状态下没有裁定责任单位的动作：请加一个带 `rules: true` 的动作</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_reading</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>; is “{word}” meant?</source>
        <translation>；是否指“{word}”？</translation>
    </message>
    <message>
        <source>; take it out</source>
        <translation>；请删去</translation>
    </message>
    <message>
        <source>a block of “name: value” pairs</source>
        <translation>一组“名称: 值”</translation>
    </message>
    <message>
        <source>a flow is a block of “name: value” pairs that begins with “key: …”</source>
        <translation>流程是一组“名称: 值”，以“key: …”开头</translation>
    </message>
    <message>
        <source>a list of words in brackets</source>
        <translation>方括号中的词语清单</translation>
    </message>
    <message>
        <source>a list, one entry to a line that begins with “-”</source>
        <translation>清单，每行一项，以“-”开头</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a word or a text in quotes</source>
        <translation>一个词，或引号中的文字</translation>
    </message>
    <message>
        <source>at the top</source>
        <translation>文件顶层</translation>
    </message>
    <message>
        <source>one of {words}</source>
        <translation>{words} 之一</translation>
    </message>
    <message>
        <source>the flow “{flow}” has flaws: {flaws}</source>
        <translation>流程“{flow}”有缺陷：{flaws}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>{part}, entry {n}</source>
        <translation>{part} 第 {n} 项</translation>
    </message>
    <message>
        <source>{place}: the code stands there twice</source>
        <translation>{place}：代码重复</translation>
    </message>
    <message>
        <source>{place}: write it as {{code: …, zh: …, en: …}}</source>
        <translation>{place}：请写作 {{code: …, zh: …, en: …}}</translation>
    </message>
    <message>
        <source>{place}: “{key}” is missing; it must be {wanted}</source>
        <translation>{place}：缺少“{key}”；应为{wanted}</translation>
    </message>
    <message>
        <source>{place}: “{key}” is “{found}”; it must be {wanted}</source>
        <translation>{place}：“{key}”是“{found}”；应为{wanted}</translation>
    </message>
    <message>
        <source>{place}: “{key}” means nothing here</source>
        <translation>{place}：此处没有“{key}”这一项</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_refusals</name>
    <message>
        <source>no unit called in owes an answer</source>
        <translation>没有待反馈的会办单位</translation>
    </message>
    <message>
        <source>returned once already: the centre must rule</source>
        <translation>已退回 1 次：须由中心裁定</translation>
    </message>
    <message>
        <source>returned {n} times already: the centre must rule</source>
        <translation>已退回 {n} 次：须由中心裁定</translation>
    </message>
    <message>
        <source>you handled this incident yourself: somebody else must check it</source>
        <translation>您是本件处置人，不能核查本件</translation>
    </message>
    <message>
        <source>{n} unit called in still owes an answer: wait for it, or take “{release}” first</source>
        <translation>还有 {n} 个会办单位未反馈：请等待反馈，或先“{release}”</translation>
    </message>
    <message>
        <source>{n} units called in still owe an answer: wait for it, or take “{release}” first</source>
        <translation>还有 {n} 个会办单位未反馈：请等待反馈，或先“{release}”</translation>
    </message>
    <message>
        <source>{sentence}; this is for: {roles}</source>
        <translation>{sentence}；裁定人：{roles}</translation>
    </message>
    <message>
        <source>“{move}” is for what was filed, and this never was: file it first</source>
        <translation>“{move}”只适用于已立案的事件，本事件从未立案：请先立案</translation>
    </message>
    <message>
        <source>“{move}” is for what was never filed: this was</source>
        <translation>“{move}”只适用于从未立案的事件，本事件已立案</translation>
    </message>
    <message>
        <source>“{move}” is for what was returned {most} times; this was returned once</source>
        <translation>“{move}”用于退回已满 {most} 次的事件；本事件退回 1 次</translation>
    </message>
    <message>
        <source>“{move}” is for what was returned {most} times; this was returned {n} times</source>
        <translation>“{move}”用于退回已满 {most} 次的事件；本事件退回 {n} 次</translation>
    </message>
    <message>
        <source>“{move}” was approved once on this incident: the flow allows no more</source>
        <translation>该事件的“{move}”已批准 1 次：流程不再允许</translation>
    </message>
    <message>
        <source>“{move}” was approved {n} times on this incident: the flow allows no more</source>
        <translation>该事件的“{move}”已批准 {n} 次：流程不再允许</translation>
    </message>
    <message>
        <source>“{move}” was done already and is not done twice</source>
        <translation>“{move}”已办理过，不重复办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_serving</name>
    <message>
        <source>the flows {flows} are all for “{category}”: take it out of `serves` in all but one</source>
        <translation>流程 {flows} 都适用于“{category}”：请只在其中一个的 serves 中保留</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_simulation</name>
    <message>
        <source>extended</source>
        <translation>延长</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>move {n}: {sentence}</source>
        <translation>第 {n} 个动作：{sentence}</translation>
    </message>
    <message>
        <source>no unit called in owes an answer</source>
        <translation>没有待反馈的会办单位</translation>
    </message>
    <message>
        <source>pauses</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>the centre has ruled who is responsible: it is not returned any more</source>
        <translation>中心已裁定责任单位，不得再退回</translation>
    </message>
    <message>
        <source>{clock} {turn}: {limit}, due {moment}</source>
        <translation>{clock}{turn}：{limit}，{moment} 到期</translation>
    </message>
    <message>
        <source>{clock} {turn}: {used} of {limit} min used</source>
        <translation>{clock}{turn}：已用 {used} / {limit} 分</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow_words</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>时限钟</translation>
    </message>
    <message>
        <source>every open state</source>
        <translation>所有未结状态</translation>
    </message>
    <message>
        <source>in no stage</source>
        <translation>未归入环节</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.freshness</name>
    <message>
        <source>not verified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>verified {day}</source>
        <translation>{day} 核实</translation>
    </message>
    <message>
        <source>verified {day} by {who}</source>
        <translation>{day} 由{who}核实</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.identity</name>
    <message>
        <source>X stands only in the last place, the 18th</source>
        <translation>X 只能在最后一位，即第 18 位</translation>
    </message>
    <message>
        <source>a spreadsheet has rounded this number to 15 digits, the last ones are lost: set the column to text and take the numbers from their source again</source>
        <translation>电子表格已把该号码舍入为 15 位有效数字，末几位已丢失：请把该列设为文本，并从原始来源重新取号</translation>
    </message>
    <message>
        <source>it ends in 000: make sure that no spreadsheet has rounded it</source>
        <translation>末三位为 000：请确认未被电子表格舍入</translation>
    </message>
    <message>
        <source>month {month} of {year} has no day {day}</source>
        <translation>{year} 年 {month} 月没有 {day} 日</translation>
    </message>
    <message>
        <source>no number begins with 0</source>
        <translation>号码不会以 0 开头</translation>
    </message>
    <message>
        <source>no number was entered</source>
        <translation>未输入号码</translation>
    </message>
    <message>
        <source>position {n}: {reason}</source>
        <translation>第 {n} 位：{reason}</translation>
    </message>
    <message>
        <source>positions {first}–{last}: {reason}</source>
        <translation>第 {first}–{last} 位：{reason}</translation>
    </message>
    <message>
        <source>prefix {prefix} is for demos only</source>
        <translation>前六位 {prefix}：演示专用，从未启用</translation>
    </message>
    <message>
        <source>prefix {prefix} is in no known edition of the divisions</source>
        <translation>前六位 {prefix} 不在已知各版行政区划代码中</translation>
    </message>
    <message>
        <source>the check character does not fit: one of the characters is wrong, or two are swapped</source>
        <translation>校验位不符：有一位输错，或有两位颠倒</translation>
    </message>
    <message>
        <source>the date of birth lies in the future</source>
        <translation>出生日期晚于今天</translation>
    </message>
    <message>
        <source>the year of birth begins with 18, 19 or 20, not with {digits}</source>
        <translation>出生年份以 18、19 或 20 开头，不会是 {digits}</translation>
    </message>
    <message>
        <source>there is no month {month}</source>
        <translation>没有 {month} 月</translation>
    </message>
    <message>
        <source>there is no year of birth {year}: it lies between {first} and {last}</source>
        <translation>没有 {year} 年出生的号码：年份应在 {first} 至 {last} 之间</translation>
    </message>
    <message>
        <source>written in 18 places; old cards had 15</source>
        <translation>已由旧证 15 位升为 18 位</translation>
    </message>
    <message>
        <source>{n} characters: a credit code has 18</source>
        <translation>共 {n} 位：统一社会信用代码应为 18 位</translation>
    </message>
    <message>
        <source>{n} characters: a number has 18, on old cards 15</source>
        <translation>共 {n} 位：号码应为 18 位，旧证为 15 位</translation>
    </message>
    <message>
        <source>“{char}” does not occur here</source>
        <translation>此位不会出现“{char}”</translation>
    </message>
    <message>
        <source>“{char}” is no digit</source>
        <translation>“{char}”不是数字</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.integrity</name>
    <message>
        <source>a list of fields stands here, in brackets</source>
        <translation>此处应为方括号内的字段列表</translation>
    </message>
    <message>
        <source>a list “rules” with at least one rule is needed</source>
        <translation>需要列表“rules”，其中至少一条规则</translation>
    </message>
    <message>
        <source>the rule “{key}” stands here twice</source>
        <translation>规则“{key}”在此出现两次</translation>
    </message>
    <message>
        <source>“{word}” cannot be shown here; there are: {known}</source>
        <translation>“{word}”在此处不能显示；可用：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.joint</name>
    <message>
        <source>answered</source>
        <translation>已反馈</translation>
    </message>
    <message>
        <source>owes an answer</source>
        <translation>待反馈</translation>
    </message>
    <message>
        <source>released</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>the incident ended</source>
        <translation>事件已结束</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.open_cards</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{card}: reply overdue</source>
        <translation>{card}：逾期未复</translation>
    </message>
    <message>
        <source>{card}: reply owed</source>
        <translation>{card}：待复</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.papers</name>
    <message>
        <source>[Shortened here: the text has {n} characters. The whole of it stands in the program.]</source>
        <translation>〔此处从略：原文共 {n} 字，全文见系统。〕</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.people</name>
    <message>
        <source>The account {login} has no area yet and sees nothing. An administrator gives it one:
  gridcenter account area {login} CODE   (code of a division or grid; see “gridcenter account list”)
  gridcenter account area {login} --everywhere   (the whole store)</source>
        <translation>账号 {login} 还没有辖区，看不到任何内容。请管理员设定：
  gridcenter account area {login} CODE   （CODE 为区划或网格代码，参见“gridcenter account list”）
  gridcenter account area {login} --everywhere   （整个数据库）</translation>
    </message>
    <message>
        <source>{n} people of your area stand under this number: one of the two numbers is wrong.</source>
        <translation>辖区内有 {n} 人登记在该号码下：其中必有号码有误。</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.people_search</name>
    <message>
        <source>An ID number is looked up whole: a part of it is not searched.</source>
        <translation>身份证号只能整号查询，不按其中一段检索。</translation>
    </message>
    <message>
        <source>That is longer than {n} characters: type a name, pinyin, phone number or address.</source>
        <translation>超过 {n} 个字符：请输入姓名、拼音、电话或地址。</translation>
    </message>
    <message>
        <source>Type a name, pinyin, phone number or address.</source>
        <translation>请输入姓名、拼音、电话或地址。</translation>
    </message>
    <message>
        <source>Type a phone number whole, or its last {n} digits.</source>
        <translation>请输入完整的电话号码，或其后 {n} 位。</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.population_rules_reading</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>a rule needs one unit that receives and {n} that follow up</source>
        <translation>一条规则须有一个对接单位和 {n} 个跟进单位</translation>
    </message>
    <message>
        <source>ages belong to the change “age”, and to no other</source>
        <translation>ages 只用于变动“age”,也必须用于它</translation>
    </message>
    <message>
        <source>ages must be whole numbers from 1 to {n}</source>
        <translation>ages 须为 1 到 {n} 的整数</translation>
    </message>
    <message>
        <source>change must be one of: {known}</source>
        <translation>change 须为其中之一：{known}</translation>
    </message>
    <message>
        <source>kinds must name some of: {known}</source>
        <translation>kinds 须取自：{known}</translation>
    </message>
    <message>
        <source>limit must be a number above 0 with one of the units: {known}</source>
        <translation>limit 须为大于 0 的数并带单位：{known}</translation>
    </message>
    <message>
        <source>line {line}: {what}</source>
        <translation>第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>min_age is higher than max_age: no person is meant</source>
        <translation>min_age 大于 max_age:不指任何人</translation>
    </message>
    <message>
        <source>nobody may do this: {key}</source>
        <translation>没有人可以做：{key}</translation>
    </message>
    <message>
        <source>part must be one of: {known}</source>
        <translation>part 须为其中之一：{known}</translation>
    </message>
    <message>
        <source>sex is '1' (male) or '2' (female)</source>
        <translation>sex 须为 '1'（男）或 '2'（女）</translation>
    </message>
    <message>
        <source>there is no kind of unit “{code}”</source>
        <translation>没有单位类别“{code}”</translation>
    </message>
    <message>
        <source>this is no list of names and values</source>
        <translation>这不是名称和值的列表</translation>
    </message>
    <message>
        <source>{file} cannot be used: {flaw}</source>
        <translation>{file} 不能使用：{flaw}</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>缺少 {key}</translation>
    </message>
    <message>
        <source>{key} must be a list of texts</source>
        <translation>{key} 须为文字列表</translation>
    </message>
    <message>
        <source>{key} must be a list with at least one entry</source>
        <translation>{key} 须为至少一项的列表</translation>
    </message>
    <message>
        <source>{key} must be a text of 1 to {n} characters</source>
        <translation>{key} 须为 1 到 {n} 个字符的文字</translation>
    </message>
    <message>
        <source>{key} must be a whole number from {low} to {high}</source>
        <translation>{key} 须为 {low} 到 {high} 的整数</translation>
    </message>
    <message>
        <source>“withdrawn” is what a corrected change does; name the outcome otherwise</source>
        <translation>“withdrawn”表示变动已更正；请给该结果另取名称</translation>
    </message>
    <message>
        <source>“{key}” is not known here</source>
        <translation>这里没有“{key}”</translation>
    </message>
    <message>
        <source>“{key}” stands here twice; keep one</source>
        <translation>“{key}”在此出现两次；请保留一个</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.population_tasks</name>
    <message>
        <source>another row of the same person tells the same</source>
        <translation>同一人的另一条记录已反映此变动</translation>
    </message>
    <message>
        <source>reached the age of {n}</source>
        <translation>年满{n}周岁</translation>
    </message>
    <message>
        <source>the change was corrected</source>
        <translation>变动已更正</translation>
    </message>
    <message>
        <source>the person is in no register any more</source>
        <translation>此人已不在登记中</translation>
    </message>
    <message>
        <source>the registers do not say so any more</source>
        <translation>登记中已无此事</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.proofs</name>
    <message>
        <source>the rules of proof cannot be read: {what}</source>
        <translation>结案依据规则读不出来：{what}</translation>
    </message>
    <message>
        <source>two lines say which proof “{category}” asks for: leave one of them</source>
        <translation>“{category}”要求的结案依据写了两行：请保留一行</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.queue</name>
    <message>
        <source>about to turn red</source>
        <translation>将转红</translation>
    </message>
    <message>
        <source>about to turn red · {words}</source>
        <translation>将转红 · {words}</translation>
    </message>
    <message>
        <source>answer of {unit}</source>
        <translation>待{unit}反馈</translation>
    </message>
    <message>
        <source>extraordinarily serious</source>
        <translation>特别重大</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无时限</translation>
    </message>
    <message>
        <source>on time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>overdue longest</source>
        <translation>超时最久</translation>
    </message>
    <message>
        <source>overdue no. {n}</source>
        <translation>超时第 {n} 久</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>parked · review due</source>
        <translation>挂账 · 到期复核</translation>
    </message>
    <message>
        <source>person in need</source>
        <translation>涉需照护人员</translation>
    </message>
    <message>
        <source>recurrence no. {n}</source>
        <translation>第 {n} 次复发</translation>
    </message>
    <message>
        <source>red · {words}</source>
        <translation>红 · {words}</translation>
    </message>
    <message>
        <source>report no. {n}</source>
        <translation>第 {n} 次上报</translation>
    </message>
    <message>
        <source>review due</source>
        <translation>到期复核</translation>
    </message>
    <message>
        <source>serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
    <message>
        <source>{days} {h} h</source>
        <translation>{days} {h} 时</translation>
    </message>
    <message>
        <source>{d} day</source>
        <translation>{d} 天</translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation>{d} 天</translation>
    </message>
    <message>
        <source>{d} work day</source>
        <translation>{d} 工作日</translation>
    </message>
    <message>
        <source>{d} work days</source>
        <translation>{d} 工作日</translation>
    </message>
    <message>
        <source>{h} h {m:02} min</source>
        <translation>{h} 时 {m:02} 分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分</translation>
    </message>
    <message>
        <source>{words} · to decide</source>
        <translation>{words} · 待审批</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.rechecks</name>
    <message>
        <source>drawn from {n} incidents, now there are {m}, or they are others</source>
        <translation>抽查时总体为 {n} 件，现为 {m} 件，或已不是原来那些</translation>
    </message>
    <message>
        <source>the incidents kept are not those that the seed draws</source>
        <translation>保存的事件与种子抽出的不一致</translation>
    </message>
    <message>
        <source>the rate must lie above 0 and at most at 100 percent</source>
        <translation>比例须大于 0%，且不超过 100%</translation>
    </message>
    <message>
        <source>the rule “{rule}” is unknown here</source>
        <translation>本程序不认识规则“{rule}”</translation>
    </message>
    <message>
        <source>“{text}” is no rate: write it as 5 or 2.5</source>
        <translation>“{text}”不是比例：请写成 5 或 2.5</translation>
    </message>
    <message>
        <source>“{text}” is not a month: write it as 2026-10</source>
        <translation>“{text}”不是月份：请写成 2026-10</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.record_items</name>
    <message>
        <source>Record item {key}: twice, without a key, or of no sensitivity</source>
        <translation>信息项 {key}：重复、缺少键名或敏感级别不明</translation>
    </message>
    <message>
        <source>Record item {key}: {flaw}</source>
        <translation>信息项 {key}：{flaw}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.record_keeping</name>
    <message>
        <source>1 (on record) or 0 (none)</source>
        <translation>1（有）或 0（无）</translation>
    </message>
    <message>
        <source>a code or a name of its list: {known}</source>
        <translation>代码表中的代码或名称：{known}</translation>
    </message>
    <message>
        <source>a phone number of 5 to 15 digits</source>
        <translation>5 至 15 位数字的电话号码</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>{label} is missing.</source>
        <translation>缺少{label}。</translation>
    </message>
    <message>
        <source>{label}: this day is still to come.</source>
        <translation>{label}：日期尚未到来。</translation>
    </message>
    <message>
        <source>{label}: write a day such as 2026-11-22.</source>
        <translation>{label}：请填写日期，例如 2026-11-22。</translation>
    </message>
    <message>
        <source>{label}: write a number.</source>
        <translation>{label}：请填写数字。</translation>
    </message>
    <message>
        <source>{label}: write {wanted}.</source>
        <translation>{label}：请填写{wanted}。</translation>
    </message>
    <message>
        <source>{label}: {n} characters are too many; shorten it to {longest}.</source>
        <translation>{label}：{n} 个字过长，请缩短到 {longest} 个字以内。</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.register_conditions</name>
    <message>
        <source>a code is compared with another code, birth and sex with id_number</source>
        <translation>代码与另一代码比较，birth 和 sex 与 id_number 比较</translation>
    </message>
    <message>
        <source>a condition is a name with its words, such as field, has, all, any, not, open</source>
        <translation>条件由名称及其词语组成，如 field、has、all、any、not、open</translation>
    </message>
    <message>
        <source>a list of codes stands here, in brackets</source>
        <translation>此处应为方括号内的代码列表</translation>
    </message>
    <message>
        <source>a list of conditions stands here, one to a line that begins with “-”</source>
        <translation>此处应为条件列表，每行一个，以“-”开头</translation>
    </message>
    <message>
        <source>at least one condition is needed here</source>
        <translation>此处至少需要一个条件</translation>
    </message>
    <message>
        <source>codes stand in quotes: “{word}”</source>
        <translation>代码应加引号：“{word}”</translation>
    </message>
    <message>
        <source>exactly one of these words stands behind the field {name}: {known}</source>
        <translation>字段 {name} 之后应恰有下列词语之一：{known}</translation>
    </message>
    <message>
        <source>only birth and sex are compared with id_number</source>
        <translation>只有 birth 和 sex 可与 id_number 比较</translation>
    </message>
    <message>
        <source>there is no condition “{word}”; there are: {known}</source>
        <translation>没有条件“{word}”；可用：{known}</translation>
    </message>
    <message>
        <source>there is no day “{word}” here</source>
        <translation>此处没有日期“{word}”</translation>
    </message>
    <message>
        <source>there is no field “{word}” here</source>
        <translation>此处没有字段“{word}”</translation>
    </message>
    <message>
        <source>there is no relation “{word}” here</source>
        <translation>此处没有关联“{word}”</translation>
    </message>
    <message>
        <source>these conditions are too many or stand too deep within each other</source>
        <translation>条件过多或嵌套过深</translation>
    </message>
    <message>
        <source>these numbers always or never hold</source>
        <translation>这些数字总是成立或总不成立</translation>
    </message>
    <message>
        <source>this code is longer than {n} characters</source>
        <translation>此代码超过 {n} 个字符</translation>
    </message>
    <message>
        <source>write a whole number</source>
        <translation>请写整数</translation>
    </message>
    <message>
        <source>write at_least or below with a number of years</source>
        <translation>请写 at_least 或 below 及年数</translation>
    </message>
    <message>
        <source>write set or empty</source>
        <translation>请写 set 或 empty</translation>
    </message>
    <message>
        <source>write yes or no</source>
        <translation>请写 yes 或 no</translation>
    </message>
    <message>
        <source>{what}; there are: {known}</source>
        <translation>{what}；可用：{known}</translation>
    </message>
    <message>
        <source>“open” is asked only of what has a beginning and an end</source>
        <translation>“open”只能用于有起止日期的记录</translation>
    </message>
    <message>
        <source>“{word}” has no meaning here</source>
        <translation>“{word}”在此处没有意义</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.register_ledgers</name>
    <message>
        <source>This is no place in a ledger: take it from the page before.</source>
        <translation>这不是台账中的位置：请照上一页所示填写。</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.reminder_rules</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>a desk is silenced for 1 to {n} minutes</source>
        <translation>坐席静音时长须为 1 至 {n} 分钟</translation>
    </message>
    <message>
        <source>between two tones there must be a second at least</source>
        <translation>两次提示音之间至少间隔一秒</translation>
    </message>
    <message>
        <source>no red incident would stay on the wall</source>
        <translation>大屏不会停留在任何红灯事件上</translation>
    </message>
    <message>
        <source>nobody is told of “{event}”</source>
        <translation>“{event}”没有任何人会收到提醒</translation>
    </message>
    <message>
        <source>rule {n} of the desk tells nobody: name its roles</source>
        <translation>坐席第 {n} 条规则没有提醒对象：请写明角色</translation>
    </message>
    <message>
        <source>the role {role} is told but may not take note of it</source>
        <translation>角色 {role} 会收到提醒，却无权知悉</translation>
    </message>
    <message>
        <source>the rules of reminders cannot be read: {what}</source>
        <translation>提醒规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of reminders have flaws: {flaws}</source>
        <translation>提醒规则有缺陷：{flaws}</translation>
    </message>
    <message>
        <source>the rules of reminders name working calendars that this store does not have: {keys}</source>
        <translation>提醒规则用到了本库没有的工作日历：{keys}</translation>
    </message>
    <message>
        <source>there is no time for which a desk can be silenced</source>
        <translation>没有可选的静音时长</translation>
    </message>
    <message>
        <source>urgent ones can break hours or silence, not: {words}</source>
        <translation>紧急事件只能突破时段（hours）或静音（silence），不能是：{words}</translation>
    </message>
    <message>
        <source>“{event}” does not stand for any time</source>
        <translation>“{event}”的保留时长为零</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.rolls</name>
    <message>
        <source>a column stands here twice</source>
        <translation>此处有一列出现两次</translation>
    </message>
    <message>
        <source>a list of columns stands here, one to a line that begins with “-”</source>
        <translation>此处应为列的列表，每行一列，以“-”开头</translation>
    </message>
    <message>
        <source>a list “rolls” with at least one roll is needed</source>
        <translation>需要列表“rolls”，其中至少一个名册</translation>
    </message>
    <message>
        <source>the roll “{key}” stands here twice</source>
        <translation>名册“{key}”在此出现两次</translation>
    </message>
    <message>
        <source>“{word}” is never shown without its mask; these can be: {known}</source>
        <translation>“{word}”始终脱敏；可不脱敏的列：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.routing</name>
    <message>
        <source>all places</source>
        <translation>全域</translation>
    </message>
    <message>
        <source>hit rate {rate} of {n}</source>
        <translation>命中率 {rate}（共 {n} 次）</translation>
    </message>
    <message>
        <source>not proposed yet</source>
        <translation>尚未建议过</translation>
    </message>
    <message>
        <source>responsibility list: {subject}, {hits}</source>
        <translation>权责清单：{subject}，{hits}</translation>
    </message>
    <message>
        <source>ruled on {day} by {who}, because {reason}</source>
        <translation>{who}于 {day} 裁定，理由：{reason}</translation>
    </message>
    <message>
        <source>{who} ruled on {day} that {unit} is responsible, because {reason}: it is not returned any more</source>
        <translation>{who}于 {day} 裁定由{unit}负责，理由：{reason}；不得再退回</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.saved_filters</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>give the filter a name</source>
        <translation>请为筛选命名</translation>
    </message>
    <message>
        <source>the filter has parts that this program does not know: {parts}. Update the program.</source>
        <translation>筛选含有本程序不认识的条件：{parts}。请升级程序。</translation>
    </message>
    <message>
        <source>the name has {n} characters; shorten it to {longest}</source>
        <translation>名称有 {n} 个字符，请缩短到 {longest} 个以内</translation>
    </message>
    <message>
        <source>there is no filter in this text: copy the whole line that begins with {mark}</source>
        <translation>文本中没有筛选：请复制以 {mark} 开头的整行</translation>
    </message>
    <message>
        <source>this filter is about an area that is not yours: it shows you nothing</source>
        <translation>该筛选针对的区域不在您的辖区内：不会显示任何事件</translation>
    </message>
    <message>
        <source>this is no filter: its text is damaged</source>
        <translation>这不是筛选：文本已损坏</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.typed_times</name>
    <message>
        <source>“{text}” is no day: write it as {example}</source>
        <translation>“{text}”不是日期：请写成 {example}</translation>
    </message>
    <message>
        <source>“{text}” is not a time: write it as {example}</source>
        <translation>“{text}”不是时间：请写成 {example}</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.visits</name>
    <message>
        <source>due for {n} day</source>
        <translation>到期 {n} 天</translation>
    </message>
    <message>
        <source>due for {n} days</source>
        <translation>到期 {n} 天</translation>
    </message>
    <message>
        <source>never met</source>
        <translation>从未见到</translation>
    </message>
</context>
<context>
    <name>gridcenter.self_check</name>
    <message>
        <source>Chinese and English</source>
        <translation>中文和英文</translation>
    </message>
    <message>
        <source>Qt and its web engine</source>
        <translation>Qt 及网页引擎</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>a Chinese font</source>
        <translation>中文字体</translation>
    </message>
    <message>
        <source>a key does not open what it should, or opens what it should not</source>
        <translation>密钥打不开该打开的，或打开了不该打开的</translation>
    </message>
    <message>
        <source>a new store</source>
        <translation>新建数据库</translation>
    </message>
    <message>
        <source>encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>files of the program</source>
        <translation>程序文件</translation>
    </message>
    <message>
        <source>it asks for an outside address: {text}</source>
        <translation>请求了外部地址：{text}</translation>
    </message>
    <message>
        <source>missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>none is installed: install for example fonts-noto-cjk</source>
        <translation>未安装：请安装例如 fonts-noto-cjk</translation>
    </message>
    <message>
        <source>none, reminders are shown only: {why}</source>
        <translation>无，提醒仅显示：{why}</translation>
    </message>
    <message>
        <source>one tone, {n} bytes</source>
        <translation>一个提示音，{n} 字节</translation>
    </message>
    <message>
        <source>printed papers</source>
        <translation>打印文书</translation>
    </message>
    <message>
        <source>schema {revision}</source>
        <translation>结构版本 {revision}</translation>
    </message>
    <message>
        <source>the map's page</source>
        <translation>地图页面</translation>
    </message>
    <message>
        <source>the sound of reminders</source>
        <translation>提醒声音</translation>
    </message>
    <message>
        <source>what was set is no PDF file</source>
        <translation>排版结果不是 PDF 文件</translation>
    </message>
    <message>
        <source>what was written can be read without its key</source>
        <translation>写入的内容不用密钥也能读出</translation>
    </message>
    <message>
        <source>works; key file {file} with {n} keys</source>
        <translation>可用；密钥文件 {file}，共 {n} 个密钥</translation>
    </message>
    <message>
        <source>works; no key file {file}</source>
        <translation>可用；没有密钥文件 {file}</translation>
    </message>
    <message>
        <source>{found} is older than {needed}</source>
        <translation>{found} 低于 {needed}</translation>
    </message>
    <message>
        <source>{n} bytes, nothing from outside</source>
        <translation>{n} 字节，不含外部地址</translation>
    </message>
    <message>
        <source>{n} papers</source>
        <translation>{n} 种文书</translation>
    </message>
    <message>
        <source>{n} sentences</source>
        <translation>{n} 句</translation>
    </message>
    <message>
        <source>{n} sentences have no Chinese</source>
        <translation>{n} 句没有中文</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.account_areas</name>
    <message>
        <source>Areas are given to accounts by: {roles}.</source>
        <translation>账号辖区由以下角色设定：{roles}。</translation>
    </message>
    <message>
        <source>Name the code of an area, or --everywhere.</source>
        <translation>请写出辖区代码，或使用 --everywhere。</translation>
    </message>
    <message>
        <source>There is no account “{login}”. There are: {known}.</source>
        <translation>没有账号“{login}”。现有账号：{known}。</translation>
    </message>
    <message>
        <source>There is no division or grid with the code: {codes}. Import divisions and grids first.</source>
        <translation>没有代码为 {codes} 的区划或网格，请先导入区划和网格。</translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.accounts</name>
    <message>
        <source>There is no account “{login}” in this store. Correct `account` in the settings.</source>
        <translation>此数据库中没有账号“{login}”。请更正设置中的 `account`。</translation>
    </message>
    <message>
        <source>This store has no account yet. Prepare it with: gridcenter init --store …</source>
        <translation>此数据库还没有账号。请先执行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>the account {login} has been switched off</source>
        <translation>账号 {login} 已停用</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.adjustment_choices</name>
    <message>
        <source>choose the application from the list</source>
        <translation>请从列表中选择申请</translation>
    </message>
    <message>
        <source>this application is about another incident</source>
        <translation>该申请属于另一事件</translation>
    </message>
    <message>
        <source>with applications one cannot “{action}”</source>
        <translation>对申请不能“{action}”</translation>
    </message>
    <message>
        <source>{what}: {value}</source>
        <translation>{what}：{value}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.adjustments</name>
    <message>
        <source>due now {time}</source>
        <translation>现时限 {time}</translation>
    </message>
    <message>
        <source>the deadline passed at {time}: an extension is applied for before that</source>
        <translation>期限已于 {time} 届满：延期须在届满前申请</translation>
    </message>
    <message>
        <source>there is no such application in your area</source>
        <translation>您的辖区内没有该申请</translation>
    </message>
    <message>
        <source>this application lapsed at {time}: {who} moved the incident on. Your text is kept</source>
        <translation>该申请已于 {time} 失效：{who} 已将事件转入下一步。您填写的内容已保留</translation>
    </message>
    <message>
        <source>this is decided by: {roles}</source>
        <translation>审批人：{roles}</translation>
    </message>
    <message>
        <source>write why the application is refused</source>
        <translation>请写明不批准的理由</translation>
    </message>
    <message>
        <source>you applied for this yourself: somebody else must decide</source>
        <translation>这是您本人的申请：须由他人审批</translation>
    </message>
    <message>
        <source>{limit} further at most, until {time}</source>
        <translation>最多再延 {limit}，不晚于 {time}</translation>
    </message>
    <message>
        <source>{who} applied for this at {time}, and it still awaits its decision</source>
        <translation>{who} 已于 {time} 提出申请，尚待审批</translation>
    </message>
    <message>
        <source>{who} applied for this: only they may withdraw it</source>
        <translation>申请人是 {who}：只有本人可以撤回</translation>
    </message>
    <message>
        <source>{who} approved this application at {time} already. Your text is kept</source>
        <translation>{who} 已于 {time} 批准该申请。您填写的内容已保留</translation>
    </message>
    <message>
        <source>{who} refused this application at {time} already. Your text is kept</source>
        <translation>{who} 已于 {time} 不批准该申请。您填写的内容已保留</translation>
    </message>
    <message>
        <source>{who} withdrew this application at {time}. Your text is kept</source>
        <translation>{who} 已于 {time} 撤回该申请。您填写的内容已保留</translation>
    </message>
    <message>
        <source>“{move}” goes no further than {limit}: until {time} at the latest</source>
        <translation>“{move}”最长 {limit}：最晚至 {time}</translation>
    </message>
    <message>
        <source>“{move}” needs no approval: take it</source>
        <translation>“{move}”无需审批：请直接办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.asking_again</name>
    <message>
        <source>Asked again, at random: what is this look-up for? Write it in your own words, at least {n} characters; it stands in the audit.</source>
        <translation>随机复核：此次查询是为了什么？请用自己的话写明，不少于 {n} 字；写入审计。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachment_content</name>
    <message>
        <source>HEIC and AVIF pictures are not taken: save the picture as JPEG</source>
        <translation>不接受 HEIC 和 AVIF 图片：请将图片另存为 JPEG</translation>
    </message>
    <message>
        <source>RTF may hold other files: save it as .docx or .pdf</source>
        <translation>RTF 可能夹带其他文件：请另存为 .docx 或 .pdf</translation>
    </message>
    <message>
        <source>archives are not taken: add the files in it one by one</source>
        <translation>不接受压缩包：请逐个上传其中的文件</translation>
    </message>
    <message>
        <source>programs and scripts are not taken</source>
        <translation>不接受程序和脚本</translation>
    </message>
    <message>
        <source>the document holds macros, which are programs: save it without them</source>
        <translation>文档含有宏（程序）：请去掉宏后另存</translation>
    </message>
    <message>
        <source>the file breaks off before its end: copy it again from where it came</source>
        <translation>文件不完整，中途截断：请从来源重新复制</translation>
    </message>
    <message>
        <source>this is an old Office file, which may hold programs: save it as .docx, .xlsx or .pdf</source>
        <translation>这是旧版 Office 文件，可能含有程序：请另存为 .docx、.xlsx 或 .pdf</translation>
    </message>
    <message>
        <source>web pages and SVG drawings may hold programs: save it as PDF or PNG</source>
        <translation>网页和 SVG 图可能含有程序：请另存为 PDF 或 PNG</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachment_contents</name>
    <message>
        <source>The store names an attachment by something that is no hash: let it be checked.</source>
        <translation>数据库中附件的标识不是哈希值：请检查数据库。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachment_files</name>
    <message>
        <source>Desks that share a store share a folder for attachments too. Name it as `attachments` in the settings of every desk.</source>
        <translation>共用数据库的席位也共用附件文件夹。请在每个席位的设置中用 `attachments` 指明。</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be read from {folder}: {why}</source>
        <translation>无法从 {folder} 读取文件“{name}”：{why}</translation>
    </message>
    <message>
        <source>The file “{name}” is not among those that the key of this store opens: {folder} holds files under another key. Put back the folder that was kept together with this store.</source>
        <translation>本库密钥能打开的文件中没有“{name}”：{folder} 里的文件用的是另一把密钥。请放回与本库一起保存的文件夹。</translation>
    </message>
    <message>
        <source>The file “{name}” is not in the folder of attachments {folder}. Let the administrator run: gridcenter attachments verify</source>
        <translation>附件文件夹 {folder} 中没有文件“{name}”。请管理员运行：gridcenter attachments verify</translation>
    </message>
    <message>
        <source>The file “{name}” was altered after it was added and is not shown. Let the administrator run: gridcenter attachments verify</source>
        <translation>文件“{name}”上传后被改动，不予显示。请管理员运行：gridcenter attachments verify</translation>
    </message>
    <message>
        <source>The folder of attachments {folder} cannot be written: {why}. Nothing was added.</source>
        <translation>附件文件夹 {folder} 无法写入：{why}。未上传任何内容。</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>there is no such folder or file</source>
        <translation>没有这个文件夹或文件</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}</source>
        <translation>{file} 无法读取：{why}</translation>
    </message>
    <message>
        <source>{file} is not a file</source>
        <translation>{file} 不是文件</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachment_settling</name>
    <message>
        <source>The attachment in {file} was altered and cannot be carried over. Nothing was changed. Put the right file back, or move this one elsewhere; gridcenter attachments verify says whose it is.</source>
        <translation>{file} 中的附件被改动过，无法转换。没有改动。请放回正确的文件，或把它移到别处；gridcenter attachments verify 会指出它属于哪个事件。</translation>
    </message>
    <message>
        <source>The disk of {folder} has no room for the attachments a second time, which is needed until the change is complete: {n} MB. Nothing was changed.</source>
        <translation>{folder} 所在磁盘容不下第二份附件，更换完成之前需要 {n} MB。没有改动。</translation>
    </message>
    <message>
        <source>attachments</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachment_verification</name>
    <message>
        <source>The folder of attachments {folder} cannot be read: {why}</source>
        <translation>附件文件夹 {folder} 无法读取：{why}</translation>
    </message>
    <message>
        <source>attachments</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.attachments</name>
    <message>
        <source>Attachments need an active account: the audit needs a name.</source>
        <translation>附件操作需要有效账号：审计必须留名。</translation>
    </message>
    <message>
        <source>The store has attachments, but nothing stands in {folder}: the disk is not connected, or other desks use another folder. Name the same folder as `attachments` in the settings of every desk.</source>
        <translation>数据库中已有附件，但 {folder} 中没有任何内容：磁盘未连接，或其他席位使用另一个文件夹。请在每个席位的设置 `attachments` 中写同一个文件夹。</translation>
    </message>
    <message>
        <source>another unit holds this task: its attachments are theirs to add</source>
        <translation>任务由其他单位承办：附件由该单位上传</translation>
    </message>
    <message>
        <source>attachments are added by: {roles}</source>
        <translation>可上传附件的角色：{roles}</translation>
    </message>
    <message>
        <source>attachments of others are removed by: {roles}</source>
        <translation>可移除他人附件的角色：{roles}</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>the incident has {n} attachments already: remove one that is not needed</source>
        <translation>该事件已有 {n} 个附件：请先移除不需要的</translation>
    </message>
    <message>
        <source>the incident is closed: what it was closed on stays as it is</source>
        <translation>事件已结案：结案依据保持原样</translation>
    </message>
    <message>
        <source>there is no such attachment in your area</source>
        <translation>您的辖区内没有该附件</translation>
    </message>
    <message>
        <source>there is no such incident in your area</source>
        <translation>您的辖区内没有该事件</translation>
    </message>
    <message>
        <source>this attachment changed meanwhile. Your text is kept: check and send again</source>
        <translation>该附件已被他人改动。您的文字已保留：请核对后重新发送</translation>
    </message>
    <message>
        <source>write why the attachment is removed</source>
        <translation>请写明移除附件的原因</translation>
    </message>
    <message>
        <source>{number} is merged into another incident: add it to that one</source>
        <translation>{number} 已并入另一事件：请添加到该事件</translation>
    </message>
    <message>
        <source>{who} removed this attachment at {time}: {reason}</source>
        <translation>{who} 于 {time} 移除了该附件：{reason}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.audit_notices</name>
    <message>
        <source>Nobody takes note of what was counted about himself: let another auditor do it.</source>
        <translation>不能知悉与本人有关的提示：请由另一名审计员处理。</translation>
    </message>
    <message>
        <source>Somebody has taken note of this already, or it no longer stands. Read the list again.</source>
        <translation>该提示已有人知悉，或已不存在。请重新读取列表。</translation>
    </message>
    <message>
        <source>The notices of the audit are for: {roles}.</source>
        <translation>查询提示仅限：{roles}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.audit_pruning</name>
    <message>
        <source>Lines of the audit were moved away by somebody else just now: try again.</source>
        <translation>刚有他人移出了审计行：请重试。</translation>
    </message>
    <message>
        <source>Old lines of the audit are moved away by these roles only: {roles}.</source>
        <translation>到期的审计行只由下列角色移出：{roles}。</translation>
    </message>
    <message>
        <source>The audit does not hold (account {n}, line {line}): nothing is moved away before that is settled. See: gridcenter audit verify</source>
        <translation>审计链不完整（账号 {n}，第 {line} 行）：查清以前不移出任何行。请运行：gridcenter audit verify</translation>
    </message>
    <message>
        <source>The audit is kept {n} days: only lines from before {day} may be moved away.</source>
        <translation>审计留存 {n} 天：只能移出 {day} 以前的行。</translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
    <message>
        <source>audit lines</source>
        <translation>审计行</translation>
    </message>
    <message>
        <source>{file} is there already: name another file.</source>
        <translation>{file} 已存在：请换一个文件名。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.audit_rules</name>
    <message>
        <source>one look-up in so many is asked again: a whole number, 0 for none</source>
        <translation>每多少次查询再问一次事由：写整数，0 表示不问</translation>
    </message>
    <message>
        <source>the audit must be kept at least {least} days (six months): {n} are too few</source>
        <translation>审计至少留存 {least} 天（六个月）：{n} 天太短</translation>
    </message>
    <message>
        <source>the rules of the audit cannot be read: {what}</source>
        <translation>审计规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of the audit name unknown roles: {roles}</source>
        <translation>审计规则中有未知角色：{roles}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.audit_verification</name>
    <message>
        <source>audit lines</source>
        <translation>审计行</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.audited_lists</name>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.batch_undo</name>
    <message>
        <source>Import batch no. {id} is {state}: there is nothing to undo.</source>
        <translation>导入批次 {id} 的状态为“{state}”：没有可撤销的内容。</translation>
    </message>
    <message>
        <source>Import batch no. {id} was undone already, by {who}: {reason}</source>
        <translation>导入批次 {id} 已由{who}撤销：{reason}</translation>
    </message>
    <message>
        <source>Only imports of persons, premises, organisations and their people are undone; this one holds others.</source>
        <translation>只能撤销人员、房屋、组织和组织人员的导入，该批次是其他数据。</translation>
    </message>
    <message>
        <source>Write why the batch is undone.</source>
        <translation>请填写撤销该批次的原因。</translation>
    </message>
    <message>
        <source>a further tie of this kind goes on since: stays ended</source>
        <translation>此后已有同类任职关系：保持终止</translation>
    </message>
    <message>
        <source>a household refers to it</source>
        <translation>有户引用</translation>
    </message>
    <message>
        <source>a membership of a household refers to it</source>
        <translation>有户成员关系引用</translation>
    </message>
    <message>
        <source>a residence refers to it</source>
        <translation>有居住关系引用</translation>
    </message>
    <message>
        <source>a tie between a person and an organisation refers to it</source>
        <translation>有人员与组织的关系引用</translation>
    </message>
    <message>
        <source>an organisation refers to it</source>
        <translation>有组织引用</translation>
    </message>
    <message>
        <source>changed once more since: not put back</source>
        <translation>此后又有改动：不恢复</translation>
    </message>
    <message>
        <source>changed or ended since: stays</source>
        <translation>此后已改动或终止：予以保留</translation>
    </message>
    <message>
        <source>changed or verified since</source>
        <translation>此后已改动或核实</translation>
    </message>
    <message>
        <source>changed rows</source>
        <translation>改动的行</translation>
    </message>
    <message>
        <source>further values were written about the organisation since</source>
        <translation>此后又登记了该组织的其他信息</translation>
    </message>
    <message>
        <source>further values were written about the person since</source>
        <translation>此后又登记了该人员的其他信息</translation>
    </message>
    <message>
        <source>household</source>
        <translation>户</translation>
    </message>
    <message>
        <source>its tenure was kept by hand since</source>
        <translation>其房屋性质此后经人工登记</translation>
    </message>
    <message>
        <source>membership of a household</source>
        <translation>户成员关系</translation>
    </message>
    <message>
        <source>no. in the register</source>
        <translation>登记编号</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>other premises stand in it</source>
        <translation>其下还有其他房屋</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>relation changed once more since: not put back</source>
        <translation>此后与户主关系又有改动：不恢复</translation>
    </message>
    <message>
        <source>residence</source>
        <translation>居住关系</translation>
    </message>
    <message>
        <source>something else refers to it: {table}</source>
        <translation>另有记录引用：{table}</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>tie to an organisation</source>
        <translation>任职关系</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>verified since: {item} stays</source>
        <translation>此后已核实：{item}予以保留</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.calendar_editions</name>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>say why the calendar changes, for example the notice it follows</source>
        <translation>请写明修改缘由，例如所依据的通知</translation>
    </message>
    <message>
        <source>the store has no calendar “{key}”; it has: {known}</source>
        <translation>库中没有日历“{key}”；现有：{known}</translation>
    </message>
    <message>
        <source>this calendar is in force already: nothing would change</source>
        <translation>此日历已在施行：没有可改之处</translation>
    </message>
    <message>
        <source>your role does not change calendars: ask an administrator or the shift supervisor</source>
        <translation>本岗位不能修改工作日历：请找管理员或值班长</translation>
    </message>
    <message>
        <source>{clock}: {before} → {after}</source>
        <translation>{clock}：{before} → {after}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.card_choices</name>
    <message>
        <source>choose the card from the list</source>
        <translation>请从列表中选择卡</translation>
    </message>
    <message>
        <source>still waits for its reply</source>
        <translation>尚待回复</translation>
    </message>
    <message>
        <source>with cards one cannot “{action}”</source>
        <translation>对卡不能“{action}”</translation>
    </message>
    <message>
        <source>“{text}” is not a time limit: choose one from the list</source>
        <translation>“{text}”不是时限：请从列表中选择</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.card_copies</name>
    <message>
        <source>A value is masked again meanwhile: show it once more, then copy or print.</source>
        <translation>有一项已恢复遮蔽：请再显示一次，然后复制或打印。</translation>
    </message>
    <message>
        <source>This person is no longer in the register: nothing is copied or printed.</source>
        <translation>该人员已不在登记中：未复制，也未打印。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.card_papers</name>
    <message>
        <source>Age</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>Citizen ID number</source>
        <translation>公民身份号码</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>户与家庭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Resident card</source>
        <translation>居民卡片</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>aged {band}</source>
        <translation>{band} 岁</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>page {n} of {m}</source>
        <translation>第 {n} 页 共 {m} 页</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{file}: papers are written as .pdf.</source>
        <translation>{file}：文书须写成 .pdf。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.card_texts</name>
    <message>
        <source>About it</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>生命历程</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>更新日期</translation>
    </message>
    <message>
        <source>Residence</source>
        <translation>居住</translation>
    </message>
    <message>
        <source>Residences</source>
        <translation>居住关系</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.cards</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>a card “{kind}” is issued by: {roles}</source>
        <translation>“{kind}”卡由{roles}签发</translation>
    </message>
    <message>
        <source>cards are issued by: {roles}</source>
        <translation>卡由{roles}签发</translation>
    </message>
    <message>
        <source>cards are replied to by: {roles}</source>
        <translation>卡由{roles}回复</translation>
    </message>
    <message>
        <source>no unit holds this incident yet: dispatch it before you issue a card</source>
        <translation>事件尚无承办单位：请先派遣，再签发卡</translation>
    </message>
    <message>
        <source>the incident is closed: there is nothing left to press for</source>
        <translation>事件已办结，没有可催督的事项</translation>
    </message>
    <message>
        <source>the time for the reply must be at least a minute</source>
        <translation>回复时限至少为一分钟</translation>
    </message>
    <message>
        <source>there is no such card in your area</source>
        <translation>您的范围内没有这张卡</translation>
    </message>
    <message>
        <source>this card changed meanwhile. Your text is kept: check and send again</source>
        <translation>此卡刚被更改。您的文字已保留：请核对后重新提交</translation>
    </message>
    <message>
        <source>this card is addressed to {unit}: the reply is theirs</source>
        <translation>此卡发给{unit}，由该单位回复</translation>
    </message>
    <message>
        <source>write what the unit is asked to do</source>
        <translation>请写明要求单位做什么</translation>
    </message>
    <message>
        <source>write what the unit replies</source>
        <translation>请写明单位的回复内容</translation>
    </message>
    <message>
        <source>write why the card is withdrawn</source>
        <translation>请写明撤回卡的理由</translation>
    </message>
    <message>
        <source>{who} issued a card “{kind}” at {time} that still waits for its reply: wait for it, withdraw it, or issue a graver one</source>
        <translation>{who}已于 {time} 签发“{kind}”卡，尚待回复：请等待回复、撤回该卡，或签发更重的卡</translation>
    </message>
    <message>
        <source>{who} issued this card: only they or {roles} may withdraw it</source>
        <translation>此卡由{who}签发：只有本人或{roles}可以撤回</translation>
    </message>
    <message>
        <source>{who} replied to this card at {time} already. Your text is kept</source>
        <translation>{who}已于 {time} 回复此卡。您的文字已保留</translation>
    </message>
    <message>
        <source>{who} withdrew this card at {time}. Your text is kept</source>
        <translation>{who}已于 {time} 撤回此卡。您的文字已保留</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.care</name>
    <message>
        <source>A file of this programme lasts at most {n} days, through {day}.</source>
        <translation>本项目的档案最长 {n} 天，至 {day}。</translation>
    </message>
    <message>
        <source>A second person renews: this account made the present term.</source>
        <translation>须由第二人续期：现有期限由本账号办理。</translation>
    </message>
    <message>
        <source>Care files of this programme are ended by: {roles}.</source>
        <translation>本项目的档案由以下角色结束：{roles}。</translation>
    </message>
    <message>
        <source>Care files of this programme are opened by: {roles}.</source>
        <translation>本项目的档案由以下角色建立：{roles}。</translation>
    </message>
    <message>
        <source>Care files of this programme are renewed by: {roles}.</source>
        <translation>本项目的档案由以下角色续期：{roles}。</translation>
    </message>
    <message>
        <source>Knowing ends between today and the file's last day, {day}.</source>
        <translation>知悉截止日应在今天与档案有效期 {day} 之间。</translation>
    </message>
    <message>
        <source>Nobody with this number is registered in your area.</source>
        <translation>本辖区没有登记此号码的人员。</translation>
    </message>
    <message>
        <source>One account must stay named in the file: name another first, or end the file.</source>
        <translation>知悉范围内至少保留一个账号：请先列入他人，或结束档案。</translation>
    </message>
    <message>
        <source>The last day of a file lies after its begin, and not in the past.</source>
        <translation>档案有效期应在起始日之后，且不得早于今天。</translation>
    </message>
    <message>
        <source>The new last day lies after {first}, at the latest on {last}.</source>
        <translation>新的有效期应在 {first} 之后，最迟 {last}。</translation>
    </message>
    <message>
        <source>There is no active account “{login}”.</source>
        <translation>没有在用的账号“{login}”。</translation>
    </message>
    <message>
        <source>There is no such care file for this account.</source>
        <translation>没有供本账号查看的这份关爱档案。</translation>
    </message>
    <message>
        <source>This account keeps an open file of this person in this programme already.</source>
        <translation>本账号已有此人在本项目中的有效档案。</translation>
    </message>
    <message>
        <source>This file is renewed from {day} on.</source>
        <translation>此档案自 {day} 起可以续期。</translation>
    </message>
    <message>
        <source>This programme asks for: {consent}.</source>
        <translation>本项目要求：{consent}。</translation>
    </message>
    <message>
        <source>Who may know is named by: {roles}.</source>
        <translation>知悉范围由以下角色确定：{roles}。</translation>
    </message>
    <message>
        <source>Write the day of the consent, today or before.</source>
        <translation>请写明同意日期，不得晚于今天。</translation>
    </message>
    <message>
        <source>Write the reason in at least {n} characters.</source>
        <translation>请写明理由，不少于 {n} 字。</translation>
    </message>
    <message>
        <source>{login} is not named in this file.</source>
        <translation>{login} 不在此档案的知悉范围内。</translation>
    </message>
    <message>
        <source>{login} may not be named: files of this programme are known to {roles}.</source>
        <translation>{login} 不能列入：本项目的档案只供 {roles} 知悉。</translation>
    </message>
    <message>
        <source>“{text}” is no care programme: {known}</source>
        <translation>“{text}”不是关爱项目：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.care_rules</name>
    <message>
        <source>care programme {key}: a term is 1 to {most} days, a visit comes after at least one day</source>
        <translation>关爱项目 {key}：期限为 1 至 {most} 天，走访间隔至少一天</translation>
    </message>
    <message>
        <source>care programme {key}: these roles cannot keep files: {roles}</source>
        <translation>关爱项目 {key}：这些角色不能管理档案：{roles}</translation>
    </message>
    <message>
        <source>care programme {key}: who enrols or renews must be a role that may know</source>
        <translation>关爱项目 {key}：建档和续期的角色必须是可知悉的角色</translation>
    </message>
    <message>
        <source>the care programmes cannot be read: {what}</source>
        <translation>无法读取关爱项目：{what}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.care_visits</name>
    <message>
        <source>A benefit ends on the day it begins, or later.</source>
        <translation>救助的截止日不得早于起始日。</translation>
    </message>
    <message>
        <source>A visit is planned between today and the file's last day, {day}.</source>
        <translation>走访计划日应在今天与档案有效期 {day} 之间。</translation>
    </message>
    <message>
        <source>A visit was made between the begin of the file and today.</source>
        <translation>走访日期应在档案起始日与今天之间。</translation>
    </message>
    <message>
        <source>There is no planned visit no. {id} in this file.</source>
        <translation>此档案中没有 {id} 号走访计划。</translation>
    </message>
    <message>
        <source>Write what is given, and who decided it.</source>
        <translation>请写明救助内容和决定机关。</translation>
    </message>
    <message>
        <source>{login} is not named in this file.</source>
        <translation>{login} 不在此档案的知悉范围内。</translation>
    </message>
    <message>
        <source>“{text}” is no kind of benefit: {known}</source>
        <translation>“{text}”不是救助种类：{known}</translation>
    </message>
    <message>
        <source>“{text}” is no outcome of a visit: {known}</source>
        <translation>“{text}”不是走访结果：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.clock_verification</name>
    <message>
        <source>cards</source>
        <translation>督办卡</translation>
    </message>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>population tasks</source>
        <translation>人口变动任务</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.clock_working</name>
    <message>
        <source>There is no incident {number} in your area.</source>
        <translation>您的辖区内没有事件 {number}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.corrected_routing</name>
    <message>
        <source>no longer counted for line {n} of the responsibility list</source>
        <translation>不再计入权责清单第 {n} 条的命中率</translation>
    </message>
    <message>
        <source>proposed now: {unit} ({ground})</source>
        <translation>现建议：{unit}（{ground}）</translation>
    </message>
    <message>
        <source>proposed now: {unit} ({ground}); the task stays with {holder} until somebody hands it on</source>
        <translation>现建议：{unit}（{ground}）；任务仍在{holder}，须有人改派</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.corrections</name>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>choose a category: type its name, pinyin, initials or code</source>
        <translation>请选择类别：输入名称、拼音、首字母或代码</translation>
    </message>
    <message>
        <source>grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>no standard</source>
        <translation>无标准</translation>
    </message>
    <message>
        <source>nothing would change: choose what is right</source>
        <translation>没有任何变化：请选择正确的内容</translation>
    </message>
    <message>
        <source>situation</source>
        <translation>立案情形</translation>
    </message>
    <message>
        <source>the flow “{flow}” has no “{move}”</source>
        <translation>流程“{flow}”没有“{move}”</translation>
    </message>
    <message>
        <source>there is no category “{code}”</source>
        <translation>没有类别“{code}”</translation>
    </message>
    <message>
        <source>there is no grade “{value}”: choose one from the list</source>
        <translation>没有等级“{value}”：请从列表中选择</translation>
    </message>
    <message>
        <source>there is no such incident in your area</source>
        <translation>您的辖区内没有该事件</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
    <message>
        <source>write why it is corrected</source>
        <translation>请写明更正的理由</translation>
    </message>
    <message>
        <source>{clock}: {before} → {after}, due {due} (was due {former})</source>
        <translation>{clock}：{before} → {after}，期限 {due}（原期限 {former}）</translation>
    </message>
    <message>
        <source>{clock}: {before} → {after}, overdue since {due} (was due {former})</source>
        <translation>{clock}：{before} → {after}，自 {due} 起已超时（原期限 {former}）</translation>
    </message>
    <message>
        <source>{clock}: {before} → {after}, stays parked</source>
        <translation>{clock}：{before} → {after}，继续挂账</translation>
    </message>
    <message>
        <source>{what}: {before} → {after}</source>
        <translation>{what}：{before} → {after}</translation>
    </message>
    <message>
        <source>“{category}” goes by the flow “{flow}” and this incident by “{own}”: make it void and report it anew under that category</source>
        <translation>“{category}”走流程“{flow}”，本件走“{own}”：请作废后按该类别重新上报</translation>
    </message>
    <message>
        <source>“{move}” is for: {roles}</source>
        <translation>“{move}”由下列角色办理：{roles}</translation>
    </message>
    <message>
        <source>“{value}” says neither yes nor no</source>
        <translation>“{value}”既不是“是”也不是“否”</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.definition_files</name>
    <message>
        <source>a list of roles stands here: {roles}</source>
        <translation>此处应为角色列表：{roles}</translation>
    </message>
    <message>
        <source>{file}, line {line}: {what}</source>
        <translation>{file} 第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>“roles” says for each of these who may do it: {acts}</source>
        <translation>“roles”须逐项说明谁可以办理：{acts}</translation>
    </message>
    <message>
        <source>“{name}” is a whole number from {least} to {most}</source>
        <translation>“{name}”应为 {least} 至 {most} 的整数</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.demo.create</name>
    <message>
        <source>The store at {address} holds data already, and a demo is never mixed with it. Name a new store: gridcenter demo --store demo.db</source>
        <translation>{address} 中已有数据，演示数据从不与其混合。请指定新的数据库：gridcenter demo --store demo.db</translation>
    </message>
    <message>
        <source>map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.demo.lives</name>
    <message>
        <source>organisations</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>record items</source>
        <translation>信息项</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.demo.writing_incidents</name>
    <message>
        <source>half a year of incidents</source>
        <translation>半年事件</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.demo.writing_places</name>
    <message>
        <source>accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>backdrop</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>places</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.demo.writing_registers</name>
    <message>
        <source>households</source>
        <translation>户</translation>
    </message>
    <message>
        <source>organisations</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>record items</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>residences</source>
        <translation>居住关系</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.desk_facts</name>
    <message>
        <source>Grid centre</source>
        <translation>网格中心</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.drafts</name>
    <message>
        <source>a draft needs the key of its form</source>
        <translation>草稿缺少表单标识</translation>
    </message>
    <message>
        <source>the form holds too much to be kept as a draft ({n} characters); shorten its text</source>
        <translation>表单内容过长，无法保存草稿（{n} 个字符）；请缩短文字</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.duplicates</name>
    <message>
        <source>the same words in the imported file</source>
        <translation>导入文件中内容相同</translation>
    </message>
    <message>
        <source>there is no place {lon}, {lat}: longitude comes first, in degrees</source>
        <translation>坐标 {lon}, {lat} 不存在：经度在前，单位为度</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.exporting</name>
    <message>
        <source>Only divisions and grids have shapes: write to .csv or .xlsx.</source>
        <translation>只有行政区划和网格带图形：请写成 .csv 或 .xlsx。</translation>
    </message>
    <message>
        <source>Residents are exported only under an active account: the audit needs a name.</source>
        <translation>居民信息只能以有效账号导出：审计需要记名。</translation>
    </message>
    <message>
        <source>The list of residents is written to a file by: {roles}.</source>
        <translation>居民名单由以下角色导出为文件：{roles}。</translation>
    </message>
    <message>
        <source>There is no kind “{kind}”. There are: {known}.</source>
        <translation>没有种类“{kind}”。可用的有：{known}。</translation>
    </message>
    <message>
        <source>masked list written to {file}</source>
        <translation>脱敏名单已写入 {file}</translation>
    </message>
    <message>
        <source>{file}: grids are written as .geojson.</source>
        <translation>{file}：网格须写成 .geojson。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.flows</name>
    <message>
        <source>its key is “{key}”: call the file {key}.yaml</source>
        <translation>其 key 为“{key}”：文件名应为 {key}.yaml</translation>
    </message>
    <message>
        <source>there is no flow “{flow}”</source>
        <translation>没有流程“{flow}”</translation>
    </message>
    <message>
        <source>this store has no version {number} of the flow “{flow}”</source>
        <translation>本库没有流程“{flow}”的第 {number} 版</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.freshness_rules</name>
    <message>
        <source>the rules of freshness cannot be read: {what}</source>
        <translation>保鲜规则无法读取：{what}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.handover_papers</name>
    <message>
        <source>Addressed to</source>
        <translation>收卡单位</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Cards awaiting a reply</source>
        <translation>待回复卡</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Incoming shift</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Incoming shift (signature)</source>
        <translation>接班人（签字）</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Outgoing shift</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Outgoing shift (signature)</source>
        <translation>交班人（签字）</translation>
    </message>
    <message>
        <source>Papers are printed only under an active account: the audit needs a name.</source>
        <translation>只有有效账号才能打印文书：审计需要留名。</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Pending matters</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Remarks of the incoming shift</source>
        <translation>接班意见</translation>
    </message>
    <message>
        <source>Reply due</source>
        <translation>回复期限</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班记录</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>To watch</source>
        <translation>重点关注</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>填写时间</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>page {n} of {m}</source>
        <translation>第 {n} 页 共 {m} 页</translation>
    </message>
    <message>
        <source>there is no such handover in your area</source>
        <translation>您的辖区内没有这份交接班记录</translation>
    </message>
    <message>
        <source>{file}: papers are written as .pdf.</source>
        <translation>{file}：文书须写成 .pdf。</translation>
    </message>
    <message>
        <source>{number} · printed {time} by {who}</source>
        <translation>{number} · {time} 由 {who} 打印</translation>
    </message>
    <message>
        <source>{paper}, file {file}</source>
        <translation>{paper}，文件 {file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.handovers</name>
    <message>
        <source>A handover needs an active account: its name stands under it.</source>
        <translation>交接班须用有效账号，以便署名。</translation>
    </message>
    <message>
        <source>handovers are signed by: {roles}</source>
        <translation>交接班由以下岗位签收：{roles}</translation>
    </message>
    <message>
        <source>handovers are written by: {roles}</source>
        <translation>交接班由以下岗位填写：{roles}</translation>
    </message>
    <message>
        <source>there is no such handover in your area</source>
        <translation>您的辖区内没有这份交接班记录</translation>
    </message>
    <message>
        <source>this handover changed meanwhile. Your text is kept: check and send again</source>
        <translation>这份交接班其间已变化。您的文字已保留：请核对后再提交</translation>
    </message>
    <message>
        <source>you wrote this handover yourself: the incoming shift signs it</source>
        <translation>这份交接班由您本人填写：须由接班人员签收</translation>
    </message>
    <message>
        <source>{n} incidents are to be watched: choose {most} at most</source>
        <translation>勾选了 {n} 件重点关注：最多 {most} 件</translation>
    </message>
    <message>
        <source>{who} signed this handover at {time} already. Your text is kept</source>
        <translation>{who} 已于 {time} 签收。您的文字已保留</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.home_deeds</name>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Say which line is meant: its number stands on the card.</source>
        <translation>请指明是哪一条记录：编号见卡片。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>There are no premises with this code in your area.</source>
        <translation>辖区内没有该编码的房屋。</translation>
    </message>
    <message>
        <source>This day lies after the death of the person ({day}).</source>
        <translation>该日期晚于此人死亡日期（{day}）。</translation>
    </message>
    <message>
        <source>This day lies before the birth of the person.</source>
        <translation>该日期早于此人出生。</translation>
    </message>
    <message>
        <source>This line has changed meanwhile: {what}. Look at it again; what you typed is kept.</source>
        <translation>该记录已有变化：{what}。请再核对；您填写的内容仍保留。</translation>
    </message>
    <message>
        <source>{label}: choose from {choices}</source>
        <translation>{label}：可选 {choices}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.home_keeping</name>
    <message>
        <source>Nobody with this number in your area. The question stands in the audit.</source>
        <translation>辖区内没有该号码的人员。本次查询已记入审计。</translation>
    </message>
    <message>
        <source>Residences, households and tenures are kept by: {roles}.</source>
        <translation>居住关系、户内关系和房屋性质由以下岗位维护：{roles}。</translation>
    </message>
    <message>
        <source>This card is no longer open. Look the resident up again.</source>
        <translation>该居民卡已收起，请重新查询。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.household_keeping</name>
    <message>
        <source>Household</source>
        <translation>户与家庭</translation>
    </message>
    <message>
        <source>Household {number} has no head now: the check of the registers finds it.</source>
        <translation>户 {number} 现无户主：数据核查会列出。</translation>
    </message>
    <message>
        <source>In it since</source>
        <translation>入户日期</translation>
    </message>
    <message>
        <source>In it until</source>
        <translation>离户日期</translation>
    </message>
    <message>
        <source>Nobody leaves a household before joining it ({day}).</source>
        <translation>离户日期不得早于入户日期（{day}）。</translation>
    </message>
    <message>
        <source>Nothing differs from what stands there.</source>
        <translation>与现有记录没有差别。</translation>
    </message>
    <message>
        <source>Relation to the head</source>
        <translation>与户主关系</translation>
    </message>
    <message>
        <source>The person has left this household already, on {day}.</source>
        <translation>此人已于 {day} 离开该户。</translation>
    </message>
    <message>
        <source>The person is in household {number} already: end that place first.</source>
        <translation>此人已在户 {number}：请先登记离户。</translation>
    </message>
    <message>
        <source>The person is in this household already: correct that line instead.</source>
        <translation>此人已在该户：请更正原记录。</translation>
    </message>
    <message>
        <source>The person was in this household until {day} already: a further stay begins then or later.</source>
        <translation>此人曾在该户至 {day}：再次入户不得早于该日。</translation>
    </message>
    <message>
        <source>There is no household {number} in your area. Name premises to begin a new one.</source>
        <translation>辖区内没有户 {number}。如需新立户，请填写房屋编码。</translation>
    </message>
    <message>
        <source>This household has a head already: {name}. Correct that line first.</source>
        <translation>该户已有户主：{name}。请先更正其记录。</translation>
    </message>
    <message>
        <source>This place in a household is not in the register any more. Open the card again.</source>
        <translation>该户内关系已不在册。请重新打开卡片。</translation>
    </message>
    <message>
        <source>{label}: no code and no name of its list.</source>
        <translation>{label}：不是代码表中的代码或名称。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.import_batch_rules</name>
    <message>
        <source>A file is compared with the whole register: an account that sees a part of it cannot do this.</source>
        <translation>文件须与整个登记库比对：只能看到部分辖区的账号不能进行此操作。</translation>
    </message>
    <message>
        <source>Files are staged and applied by: {roles}.</source>
        <translation>可暂存、入库文件的角色：{roles}。</translation>
    </message>
    <message>
        <source>Import batches are undone by: {roles}.</source>
        <translation>可撤销导入批次的角色：{roles}。</translation>
    </message>
    <message>
        <source>Two people under one number are shown to: {roles}.</source>
        <translation>可查看一号两人情形的角色：{roles}。</translation>
    </message>
    <message>
        <source>staged rows are kept for 1 to {most} days</source>
        <translation>暂存的行保留 1 至 {most} 天</translation>
    </message>
    <message>
        <source>the rules of import batches cannot be read: {what}</source>
        <translation>导入批次规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of import batches name roles that are unknown or look nobody up: {roles}</source>
        <translation>导入批次规则中有未知或无查询权的角色：{roles}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.import_batches</name>
    <message>
        <source>Import batch no. {id} is not staged: it is {state}.</source>
        <translation>导入批次 {id} 并非待入库：其状态为“{state}”。</translation>
    </message>
    <message>
        <source>There is no import batch no. {id}.</source>
        <translation>没有导入批次 {id}。</translation>
    </message>
    <message>
        <source>Write why it is another person.</source>
        <translation>请写明为何是另一人。</translation>
    </message>
    <message>
        <source>another person: lines {lines}</source>
        <translation>另一人：第 {lines} 行</translation>
    </message>
    <message>
        <source>not all of these lines are in a conflict that can be settled here</source>
        <translation>所列行并非都是可在此确认的冲突</translation>
    </message>
    <message>
        <source>same person: lines {lines}</source>
        <translation>确认同一人：第 {lines} 行</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.area_catalogue</name>
    <message>
        <source>Added below {code}, because the store did not know them: {names}.</source>
        <translation>数据库中没有，已添加在 {code} 之下：{names}。</translation>
    </message>
    <message>
        <source>no whole number</source>
        <translation>不是整数</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.batching</name>
    <message>
        <source>The source may have {n} characters at most.</source>
        <translation>数据来源不得超过 {n} 个字符。</translation>
    </message>
    <message>
        <source>{file} was changed since it was checked: check it again.</source>
        <translation>{file} 在检查之后被修改：请重新检查。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.categories</name>
    <message>
        <source>a category cannot stand above itself</source>
        <translation>类别不能是自己的上级</translation>
    </message>
    <message>
        <source>the categories stand above each other in a circle</source>
        <translation>类别的上下级关系成环</translation>
    </message>
    <message>
        <source>there is no category with this code</source>
        <translation>没有此编码的类别</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.category_catalogue</name>
    <message>
        <source>The category code {code} stands for “{one}” and for “{other}”: kept apart by name.</source>
        <translation>类别编码 {code} 同时代表“{one}”和“{other}”：已按名称分开。</translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation>必填，但为空</translation>
    </message>
    <message>
        <source>no such category in the store: import the categories first</source>
        <translation>数据库中没有此类别：请先导入类别</translation>
    </message>
    <message>
        <source>several categories are called so: add the column “{column}”</source>
        <translation>有多个类别同名：请增加“{column}”列</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.cells</name>
    <message>
        <source>a character that belongs to no text</source>
        <translation>含有不属于文本的字符</translation>
    </message>
    <message>
        <source>a number of days, as spreadsheets keep dates: format the column as a date such as 2026-11-22</source>
        <translation>是表格软件内部的天数，不是日期：请把该列设为日期格式，例如 2026-11-22</translation>
    </message>
    <message>
        <source>a single value is wanted, not a list or an object</source>
        <translation>应为单个值，不能是列表或对象</translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation>必填，但为空</translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation>超过 {n} 个字符</translation>
    </message>
    <message>
        <source>neither yes nor no</source>
        <translation>既不是“是”也不是“否”</translation>
    </message>
    <message>
        <source>no calendar has this day</source>
        <translation>历法中没有这一天</translation>
    </message>
    <message>
        <source>no code and no name of the code set {set}</source>
        <translation>既不是代码集 {set} 的代码，也不是其名称</translation>
    </message>
    <message>
        <source>no date such as 2026-11-22</source>
        <translation>不是日期，应如 2026-11-22</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>no time such as 2026-11-22 14:30</source>
        <translation>不是时间，应如 2026-11-22 14:30</translation>
    </message>
    <message>
        <source>no whole number</source>
        <translation>不是整数</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.columns</name>
    <message>
        <source>Do the names of the columns stand on two lines? Put them on one.</source>
        <translation>列名占了两行吗？请合为一行。</translation>
    </message>
    <message>
        <source>Does a title stand above the names of the columns? Remove the lines above them.</source>
        <translation>列名上方是否有标题行？请删除列名上方的行。</translation>
    </message>
    <message>
        <source>The column “{field}” is missing.</source>
        <translation>缺少列“{field}”。</translation>
    </message>
    <message>
        <source>The column “{field}” is missing. The file has: {columns}. A table to fill in is made by: gridcenter export template --of KIND --out FILE.</source>
        <translation>缺少“{field}”列。文件中有：{columns}。可用 gridcenter export template --of KIND --out FILE 生成供填写的空表。</translation>
    </message>
    <message>
        <source>The first line looks like a row: put the names of the columns above it.</source>
        <translation>首行看起来是数据：请在其上方加一行列名。</translation>
    </message>
    <message>
        <source>no columns</source>
        <translation>没有列</translation>
    </message>
    <message>
        <source>{columns} and {n} more</source>
        <translation>{columns}等，另有 {n} 列</translation>
    </message>
    <message>
        <source>{file} has the column “{column}” more than once.</source>
        <translation>{file} 中“{column}”列重复出现。</translation>
    </message>
    <message>
        <source>{file} has {n} columns; a table to bring in has {most} at most.</source>
        <translation>{file} 有 {n} 列；可导入的表最多 {most} 列。</translation>
    </message>
    <message>
        <source>{file}: the name of column {place} has {n} characters. Does the first line hold the names of the columns?</source>
        <translation>{file}：第 {place} 列的列名有 {n} 个字符。首行是列名吗？</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.delimited</name>
    <message>
        <source>A byte that belongs to no character stands in line {line}.</source>
        <translation>第 {line} 行有不属于任何字符的字节。</translation>
    </message>
    <message>
        <source>the row has {n} cells, the header has {m}</source>
        <translation>本行有 {n} 个单元格，表头有 {m} 个</translation>
    </message>
    <message>
        <source>{file} is a damaged gzip file.</source>
        <translation>{file} 是损坏的 gzip 文件。</translation>
    </message>
    <message>
        <source>{file} is damaged or cut off.</source>
        <translation>{file} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} 是空文件。</translation>
    </message>
    <message>
        <source>{file} is no table: it holds binary data. If it is text in UTF-16, name this encoding.</source>
        <translation>{file} 不是表格：内容为二进制数据。若是 UTF-16 文本，请指明该编码。</translation>
    </message>
    <message>
        <source>{file} is not written in {encoding}.</source>
        <translation>{file} 不是 {encoding} 编码。</translation>
    </message>
    <message>
        <source>{file} is text neither in UTF-8 nor in GB18030. Save it as UTF-8, or name its encoding.</source>
        <translation>{file} 既不是 UTF-8 也不是 GB18030 文本。请另存为 UTF-8，或指明编码。</translation>
    </message>
    <message>
        <source>{file} unpacks to far more than it should: refused.</source>
        <translation>{file} 解压后远超合理大小：已拒绝。</translation>
    </message>
    <message>
        <source>{file}, from line {line}: a cell of more than {n} characters. Is a quotation mark never closed?</source>
        <translation>{file} 从第 {line} 行起：单元格超过 {n} 个字符。是否有引号没有闭合？</translation>
    </message>
    <message>
        <source>{file}, from line {line}: a quotation mark is opened and never closed.</source>
        <translation>{file}，从第 {line} 行起：引号有开无合。</translation>
    </message>
    <message>
        <source>{file}, line {line}: a quotation mark stands in the wrong place.</source>
        <translation>{file}，第 {line} 行：引号位置不对。</translation>
    </message>
    <message>
        <source>“{encoding}” is no known encoding. Try utf-8 or gb18030.</source>
        <translation>“{encoding}”不是已知的编码。请试 utf-8 或 gb18030。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.division_codes</name>
    <message>
        <source>levels go from 1 (province) to 5 (community)</source>
        <translation>级别为 1（省）至 5（社区）</translation>
    </message>
    <message>
        <source>neither 2, 4, 6, 9 nor 12 digits: state its level</source>
        <translation>位数不是 2、4、6、9 或 12：请注明级别</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.divisions</name>
    <message>
        <source>The file has no name for {code}: the code stands in until a table of divisions is imported.</source>
        <translation>文件中没有 {code} 的名称：暂以编码代替，待导入行政区划表。</translation>
    </message>
    <message>
        <source>a code of 1 to {n} characters is needed</source>
        <translation>需要 1 至 {n} 个字符的编码</translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation>必填，但为空</translation>
    </message>
    <message>
        <source>{polygons} polygons make {n} divisions: those with the same code were joined.</source>
        <translation>{polygons} 个多边形合成 {n} 个行政区划：编码相同的已合并。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.file_faults</name>
    <message>
        <source>{file} cannot be read any further: {why}. Nothing of it was stored.</source>
        <translation>{file} 无法继续读取：{why}。其中内容均未入库。</translation>
    </message>
    <message>
        <source>{file} was changed or taken away while it was read. Close it in other programs and bring it in again.</source>
        <translation>{file} 在读取过程中被修改或移走。请在其他程序中关闭它，再重新导入。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.geojson</name>
    <message>
        <source>feature {n} is no Feature</source>
        <translation>第 {n} 个要素不是 Feature</translation>
    </message>
    <message>
        <source>the member “{name}” stands twice in one object</source>
        <translation>同一对象中“{name}”出现两次</translation>
    </message>
    <message>
        <source>the number {text} is too large</source>
        <translation>数字 {text} 过大</translation>
    </message>
    <message>
        <source>{file} holds a number that is too long.</source>
        <translation>{file} 中有过长的数字。</translation>
    </message>
    <message>
        <source>{file} holds no features.</source>
        <translation>{file} 中没有图形要素。</translation>
    </message>
    <message>
        <source>{file} is JSON, but no GeoJSON: it needs a FeatureCollection, a Feature or a geometry.</source>
        <translation>{file} 是 JSON，但不是 GeoJSON：需要 FeatureCollection、Feature 或几何图形。</translation>
    </message>
    <message>
        <source>{file} is larger than {n} MB: split it.</source>
        <translation>{file} 超过 {n} MB：请拆分。</translation>
    </message>
    <message>
        <source>{file} is nested too deeply.</source>
        <translation>{file} 嵌套过深。</translation>
    </message>
    <message>
        <source>{file}, line {line}: this is no JSON.</source>
        <translation>{file}，第 {line} 行：不是 JSON。</translation>
    </message>
    <message>
        <source>{file}: {reason}.</source>
        <translation>{file}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is no number in JSON</source>
        <translation>{name} 不是 JSON 数字</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.grids</name>
    <message>
        <source>Added from the file, because the store did not know them: {n} streets, {m} communities.</source>
        <translation>数据库中没有，按文件一并添加：{n} 个街道，{m} 个社区。</translation>
    </message>
    <message>
        <source>a code of 1 to {n} characters is needed</source>
        <translation>需要 1 至 {n} 个字符的编码</translation>
    </message>
    <message>
        <source>feature {n}: a grid needs an area</source>
        <translation>要素 {n}：网格需要范围</translation>
    </message>
    <message>
        <source>{file} is a table: grids come with their areas, as GeoJSON.</source>
        <translation>{file} 是表格：网格须带范围，使用 GeoJSON。</translation>
    </message>
    <message>
        <source>{polygons} polygons make {n} grids: those with the same code were joined.</source>
        <translation>{polygons} 个多边形合成 {n} 个网格：编码相同的已合并。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.incident_flows</name>
    <message>
        <source>no state that is known here</source>
        <translation>不是已知的状态</translation>
    </message>
    <message>
        <source>no such flow; there are {names}</source>
        <translation>没有这个流程；现有 {names}</translation>
    </message>
    <message>
        <source>state and closing time contradict each other</source>
        <translation>状态与结案时间矛盾</translation>
    </message>
    <message>
        <source>the flow “{flow}” has no such state</source>
        <translation>流程“{flow}”没有这个状态</translation>
    </message>
    <message>
        <source>the flow “{flow}” has no such version here</source>
        <translation>流程“{flow}”在本库没有这一版</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.incidents</name>
    <message>
        <source>Open incidents of the file stand with units that are busy, off duty or full: {units}.</source>
        <translation>文件中的未结事件由正忙、不在岗或已满的单位承办：{units}。</translation>
    </message>
    <message>
        <source>The file names no closing times: its cases stand open, with the outcome it gives.</source>
        <translation>文件中没有结案时间：案件按未结处理，保留其结果。</translation>
    </message>
    <message>
        <source>an incident reported in this program has this number</source>
        <translation>本程序上报的事件已使用此编号</translation>
    </message>
    <message>
        <source>closed before it was reported</source>
        <translation>结案时间早于上报时间</translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation>必填，但为空</translation>
    </message>
    <message>
        <source>goes from 1 (ordinary) to 4 (extraordinarily serious)</source>
        <translation>取值 1（一般）至 4（特别重大）</translation>
    </message>
    <message>
        <source>imported from {file}</source>
        <translation>从 {file} 导入</translation>
    </message>
    <message>
        <source>lies in the future</source>
        <translation>时间在将来</translation>
    </message>
    <message>
        <source>longitude and latitude belong together</source>
        <translation>经度和纬度须同时填写</translation>
    </message>
    <message>
        <source>no state that is known here</source>
        <translation>不是已知的状态</translation>
    </message>
    <message>
        <source>no such division in the store: import it first</source>
        <translation>数据库中没有此行政区划：请先导入</translation>
    </message>
    <message>
        <source>no such grid in the store: import the grids first</source>
        <translation>数据库中没有此网格：请先导入网格</translation>
    </message>
    <message>
        <source>this incident was taken further in this program: a file does not change it</source>
        <translation>本事件已在本系统中继续办理：导入文件不改动它</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.looking</name>
    <message>
        <source>{n} characters</source>
        <translation>{n} 个字符</translation>
    </message>
    <message>
        <source>{n} figures</source>
        <translation>{n} 位数字</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.matching</name>
    <message>
        <source>people who were told apart hold this number, and the row names none of them</source>
        <translation>该号码下已认定为不同的人，此行与其中任何一人都不符</translation>
    </message>
    <message>
        <source>the register holds this number under another birth: it may be another person</source>
        <translation>登记库中该号码的出生日期不同：可能是另一人</translation>
    </message>
    <message>
        <source>the register holds this number under another name: it may be another person</source>
        <translation>登记库中该号码的姓名不同：可能是另一人</translation>
    </message>
    <message>
        <source>the register holds this number under another sex: it may be another person</source>
        <translation>登记库中该号码的性别不同：可能是另一人</translation>
    </message>
    <message>
        <source>two people of the register hold this number: settle that first</source>
        <translation>登记库中有两人持有该号码：请先处理</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.opening</name>
    <message>
        <source>There is no file {file}.</source>
        <translation>没有文件 {file}。</translation>
    </message>
    <message>
        <source>{file} is a folder, not a file.</source>
        <translation>{file} 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>{file} is damaged or cut off.</source>
        <translation>{file} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>{file} is no table but a file of type {type}.</source>
        <translation>{file} 不是表格，而是 {type} 类型的文件。</translation>
    </message>
    <message>
        <source>{file} may not be read by you.</source>
        <translation>您没有读取 {file} 的权限。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.organisation_people</name>
    <message>
        <source>before the day on which it began</source>
        <translation>早于开始日期</translation>
    </message>
    <message>
        <source>no organisation has this code</source>
        <translation>没有使用该代码的组织</translation>
    </message>
    <message>
        <source>nobody has this number</source>
        <translation>没有使用该号码的人员</translation>
    </message>
    <message>
        <source>not known; known are: {known}</source>
        <translation>未知；可用的有：{known}</translation>
    </message>
    <message>
        <source>several persons of the register hold this number: enter the tie on the card of the right one</source>
        <translation>登记库中有多人使用该号码：请在本人的卡片上登记任职关系</translation>
    </message>
    <message>
        <source>the register has it ended on {day}: find out which is right</source>
        <translation>登记簿中该关系已于 {day} 终止：请核对以哪个日期为准</translation>
    </message>
    <message>
        <source>the same tie goes on already, since another day</source>
        <translation>同一关系已从另一日期起存续</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.organisations</name>
    <message>
        <source>before the day on which it was founded</source>
        <translation>早于成立日期</translation>
    </message>
    <message>
        <source>not known; known are: {known}</source>
        <translation>未知；可用的有：{known}</translation>
    </message>
    <message>
        <source>there are no premises with this code</source>
        <translation>没有此编码的房屋</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.own_presets</name>
    <message>
        <source>The preset {name} is for {kind}.</source>
        <translation>预设 {name} 用于 {kind}。</translation>
    </message>
    <message>
        <source>There is no preset “{name}”. There are: {known}.</source>
        <translation>没有预设“{name}”。可用的有：{known}。</translation>
    </message>
    <message>
        <source>give the preset a name</source>
        <translation>请为预设取名</translation>
    </message>
    <message>
        <source>no column is chosen: there is nothing to keep</source>
        <translation>尚未选择任何列，没有可保存的内容</translation>
    </message>
    <message>
        <source>the name has {n} characters; shorten it to {longest}</source>
        <translation>名称有 {n} 个字符，请缩短到 {longest} 个以内</translation>
    </message>
    <message>
        <source>the preset “{name}” is gone already</source>
        <translation>预设“{name}”已被移除</translation>
    </message>
    <message>
        <source>there is a preset “{name}” already: choose another name, or replace it</source>
        <translation>已有预设“{name}”，请换一个名称，或替换它</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.person_links</name>
    <message>
        <source>not known; known are: {known}</source>
        <translation>未知；可用的有：{known}</translation>
    </message>
    <message>
        <source>there are no premises with this code</source>
        <translation>没有此编码的房屋</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.person_values</name>
    <message>
        <source>One row has a number that the register holds under another name, sex or birth. {where}</source>
        <translation>有 1 行的号码在登记库中姓名、性别或出生日期不同。{where}</translation>
    </message>
    <message>
        <source>One row has a number that two people of the register hold: it went to the verified one, else to the later one. {where}</source>
        <translation>有 1 行的号码在登记库中由两人持有：已归入经核实者，均未核实则归入后登记者。{where}</translation>
    </message>
    <message>
        <source>See: gridcenter people conflicts</source>
        <translation>见 gridcenter people conflicts</translation>
    </message>
    <message>
        <source>{n} rows have a number that the register holds under another name, sex or birth. {where}</source>
        <translation>有 {n} 行的号码在登记库中姓名、性别或出生日期不同。{where}</translation>
    </message>
    <message>
        <source>{n} rows have a number that two people of the register hold: they went to the verified one, else to the later one. {where}</source>
        <translation>有 {n} 行的号码在登记库中由两人持有：已归入经核实者，均未核实则归入后登记者。{where}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.persons</name>
    <message>
        <source>empty, but needed</source>
        <translation>必填，但为空</translation>
    </message>
    <message>
        <source>lies in the future</source>
        <translation>时间在将来</translation>
    </message>
    <message>
        <source>neither 男 (1) nor 女 (2)</source>
        <translation>既不是男（1）也不是女（2）</translation>
    </message>
    <message>
        <source>the ID number says otherwise: one of the two is wrong</source>
        <translation>与证件号码不符：两者必有一误</translation>
    </message>
    <message>
        <source>the number stands as a figure, not as text: set the column to text</source>
        <translation>号码以数值存放而不是文本：请把该列设为文本格式</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.premises</name>
    <message>
        <source>Tenure kept by hand, which the file says otherwise: {n} premises; what was kept stands.</source>
        <translation>房屋性质已由人工登记而文件不同：{n} 处，以人工登记为准。</translation>
    </message>
    <message>
        <source>Written over in known premises: {columns}. Undoing the import puts it back.</source>
        <translation>已登记房屋中被改写的内容：{columns}。撤销本次导入即可恢复。</translation>
    </message>
    <message>
        <source>longitude and latitude belong together</source>
        <translation>经度和纬度须同时填写</translation>
    </message>
    <message>
        <source>not known; known are: {known}</source>
        <translation>未知；可用的有：{known}</translation>
    </message>
    <message>
        <source>premises cannot stand in themselves</source>
        <translation>房屋不能属于自己</translation>
    </message>
    <message>
        <source>there are no premises with this code</source>
        <translation>没有此编码的房屋</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.preset_offers</name>
    <message>
        <source>There is no preset “{name}”. There are: {known}.</source>
        <translation>没有预设“{name}”。可用的有：{known}。</translation>
    </message>
    <message>
        <source>These are the columns of the preset “{name}”, for {kind}: gridcenter import {kind} FILE --preset {name}.</source>
        <translation>这些列属于预设“{name}”（{kind}）：gridcenter import {kind} FILE --preset {name}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.presets</name>
    <message>
        <source>The preset {name} is for {kind}.</source>
        <translation>预设 {name} 用于 {kind}。</translation>
    </message>
    <message>
        <source>There is no preset “{name}”. There are: {known}.</source>
        <translation>没有预设“{name}”。可用的有：{known}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.records</name>
    <message>
        <source>Columns left out because this register does not keep such facts: {columns}.</source>
        <translation>因本登记不保存此类信息而略去的列：{columns}。</translation>
    </message>
    <message>
        <source>Columns not used: {columns}.</source>
        <translation>未使用的列：{columns}。</translation>
    </message>
    <message>
        <source>Columns without a name are not used: no. {places}.</source>
        <translation>未使用的无名列：第 {places} 列。</translation>
    </message>
    <message>
        <source>{file} has coordinates: say in which datum they are, {known}: at the desk in the first step, on the command line with --datum.</source>
        <translation>{file} 含坐标：请说明其坐标系（{known}）：席位上在第一步选择，命令行用 --datum。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.rejects</name>
    <message>
        <source>The list of refused rows {file} cannot be written: {why}. Choose another place for it (on the command line with --rejects).</source>
        <translation>拒收清单 {file} 无法写入：{why}。请另选位置（命令行用 --rejects）。</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.responsibility</name>
    <message>
        <source>“{subject}”: {old} ends on {day}, {new} begins.</source>
        <translation>“{subject}”：{old}自 {day} 起终止，改由{new}负责。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.run</name>
    <message>
        <source>equals line {line} in everything but the number: stored and linked to it</source>
        <translation>除编号外与第 {line} 行相同：已入库并与之关联</translation>
    </message>
    <message>
        <source>line {line} has this number under another name: two people, and one number is wrong; this one is not stored, stage it in a file of its own</source>
        <translation>第 {line} 行以另一姓名使用该号码：是两人，其中一个号码有误；此行未入库，请单独成表暂存</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>repeats line {line}: the first one counts, this one is not stored</source>
        <translation>与第 {line} 行重复：以先出现的为准，本行不入库</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>{file} has a header and no rows.</source>
        <translation>{file} 只有表头，没有数据行。</translation>
    </message>
    <message>
        <source>{file} holds shapes: only divisions and grids are imported from GeoJSON.</source>
        <translation>{file} 是图形：只有行政区划和网格可从 GeoJSON 导入。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.shapes</name>
    <message>
        <source>feature {n}: </source>
        <translation>要素 {n}：</translation>
    </message>
    <message>
        <source>feature {n}: a hole lies outside its area at {place}</source>
        <translation>要素 {n}：在 {place} 处有洞落在范围之外</translation>
    </message>
    <message>
        <source>feature {n}: a position is no pair of numbers</source>
        <translation>要素 {n}：位置不是一对数字</translation>
    </message>
    <message>
        <source>feature {n}: a ring has fewer than four points</source>
        <translation>要素 {n}：环的点少于四个</translation>
    </message>
    <message>
        <source>feature {n}: a ring is not closed, it ends at {lon}, {lat}</source>
        <translation>要素 {n}：环未闭合，止于 {lon}, {lat}</translation>
    </message>
    <message>
        <source>feature {n}: an area is wanted, not {kind}</source>
        <translation>要素 {n}：应为范围，而不是 {kind}</translation>
    </message>
    <message>
        <source>feature {n}: an empty area</source>
        <translation>要素 {n}：范围为空</translation>
    </message>
    <message>
        <source>feature {n}: one polygon lies in another at {place}</source>
        <translation>要素 {n}：在 {place} 处一个多边形落在另一个之内</translation>
    </message>
    <message>
        <source>feature {n}: the outline crosses itself at {place}</source>
        <translation>要素 {n}：边界在 {place} 处自相交</translation>
    </message>
    <message>
        <source>feature {n}: the outline is broken at {place}</source>
        <translation>要素 {n}：边界在 {place} 处有误</translation>
    </message>
    <message>
        <source>feature {n}: the outline touches itself at {place}</source>
        <translation>要素 {n}：边界在 {place} 处自相接触</translation>
    </message>
    <message>
        <source>{lon}, {lat} lies outside the globe: degrees are wanted</source>
        <translation>{lon}, {lat} 超出地球范围：单位应为度</translation>
    </message>
    <message>
        <source>{lon}, {lat} lies outside the globe: longitude stands first, they seem to be swapped</source>
        <translation>{lon}, {lat} 超出地球范围：经度在前，似乎写反了</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.staging</name>
    <message>
        <source>Only persons and premises are staged: import the others at once.</source>
        <translation>只有人员和房屋可以暂存：其他类别请直接导入。</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>{file} holds shapes: only divisions and grids are imported from GeoJSON.</source>
        <translation>{file} 是图形：只有行政区划和网格可从 GeoJSON 导入。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.standards</name>
    <message>
        <source>Added from the file, because the store did not know them: {n} categories.</source>
        <translation>数据库中没有，按文件一并添加：{n} 个类别。</translation>
    </message>
    <message>
        <source>Deadlines already set stay as they are: {n} of open incidents would move. See which, and let them follow, with: gridcenter clocks standards</source>
        <translation>已定的期限保持不变：按新标准，未结事件有 {n} 个期限会移动。查看并让其按新标准重算：gridcenter clocks standards</translation>
    </message>
    <message>
        <source>a limit above zero is needed</source>
        <translation>时限须大于零</translation>
    </message>
    <message>
        <source>no such category in the store, and the file gives no name for it</source>
        <translation>数据库中没有此类别，文件中也没有其名称</translation>
    </message>
    <message>
        <source>no unit of limits; known are: {known}</source>
        <translation>不是时限单位；可用的有：{known}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.unit_catalogue</name>
    <message>
        <source>Unit {code} has several names in the file, kept as units of their own: {names}.</source>
        <translation>单位 {code} 在文件中有多个名称，已作为不同单位保留：{names}。</translation>
    </message>
    <message>
        <source>no such unit in the store: import the units first</source>
        <translation>数据库中没有此单位：请先导入单位</translation>
    </message>
    <message>
        <source>several units are called so: give the code</source>
        <translation>有多个单位同名：请给出编码</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.units</name>
    <message>
        <source>no kind of unit; known are: {known}</source>
        <translation>不是单位种类；可用的有：{known}</translation>
    </message>
    <message>
        <source>there is no unit with this code</source>
        <translation>没有此编码的单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.whereabouts</name>
    <message>
        <source>no such division in the store: import it first</source>
        <translation>数据库中没有此行政区划：请先导入</translation>
    </message>
    <message>
        <source>no such grid in the store: import the grids first</source>
        <translation>数据库中没有此网格：请先导入网格</translation>
    </message>
    <message>
        <source>the grid belongs to another community</source>
        <translation>该网格属于另一个社区</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.workbooks</name>
    <message>
        <source>Only the sheet “{sheet}” was read.</source>
        <translation>只读取了工作表“{sheet}”。</translation>
    </message>
    <message>
        <source>the row has {n} cells, the header has {m}</source>
        <translation>本行有 {n} 个单元格，表头有 {m} 个</translation>
    </message>
    <message>
        <source>{file} cannot be read: it is damaged, or a stray cell far away makes it too large. Copy its rows into a new workbook.</source>
        <translation>{file} 无法读取：文件已损坏，或远处有零散单元格使其过大。请将各行复制到新工作簿。</translation>
    </message>
    <message>
        <source>{file} is a damaged workbook.</source>
        <translation>{file} 是损坏的工作簿。</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} 是空文件。</translation>
    </message>
    <message>
        <source>{file} is locked by a password: save it without one.</source>
        <translation>{file} 有密码保护：请另存为无密码的文件。</translation>
    </message>
    <message>
        <source>{file} unpacks to far more than it should: refused.</source>
        <translation>{file} 解压后远超合理大小：已拒绝。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing_roles</name>
    <message>
        <source>Your role brings no files in. Ask an administrator or the shift supervisor.</source>
        <translation>您的角色不能导入文件，请联系管理员或值班长。</translation>
    </message>
    <message>
        <source>the rules of importing cannot be read: {what}</source>
        <translation>导入规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of importing list no line of a problem</source>
        <translation>导入规则未列出任何问题行</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.incident_numbers</name>
    <message>
        <source>There is no incident {number} in your area. Check the number.</source>
        <translation>您的范围内没有事件 {number}，请核对编号。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.indicators</name>
    <message>
        <source>the period ends before it begins: choose a last day on or after {day}</source>
        <translation>期间的止日早于起日：请选择 {day} 或之后的止日</translation>
    </message>
    <message>
        <source>there is no indicator “{key}” in this store</source>
        <translation>本库没有指标“{key}”</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.intake</name>
    <message>
        <source>a report needs a key, so that sending it twice does not make two incidents</source>
        <translation>上报须带防重编号，以免重复提交成为两件</translation>
    </message>
    <message>
        <source>the category “{code}” exists in two sets</source>
        <translation>类别“{code}”在两套代码中都有，请注明代码集</translation>
    </message>
    <message>
        <source>the place lies outside your area; report it to the centre in charge</source>
        <translation>地点不在您的辖区，请报主管的指挥中心</translation>
    </message>
    <message>
        <source>there is no category “{code}”</source>
        <translation>没有类别“{code}”</translation>
    </message>
    <message>
        <source>there is no community “{code}”: give a grid or a community</source>
        <translation>没有社区“{code}”：请给出网格或社区</translation>
    </message>
    <message>
        <source>there is no grid “{code}”</source>
        <translation>没有网格“{code}”</translation>
    </message>
    <message>
        <source>your role does not report incidents; ask an intake clerk to do it</source>
        <translation>您的角色不能上报事件；请由受理员上报</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.integrity_findings</name>
    <message>
        <source>checking: {register}</source>
        <translation>核查：{register}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.integrity_hits</name>
    <message>
        <source>there is no hit no. {id} in your area</source>
        <translation>您的辖区内没有第 {id} 号疑点</translation>
    </message>
    <message>
        <source>this hit changed meanwhile. Your text is kept: check and send again</source>
        <translation>此疑点已被他人更改。您的文字已保留：请核对后再次提交</translation>
    </message>
    <message>
        <source>this hit is about premises or a household, and nobody to look up</source>
        <translation>此疑点针对房屋或户，没有可查询的人</translation>
    </message>
    <message>
        <source>write why: what was found in the registers or on the spot</source>
        <translation>请写明理由：在登记中或上门时查到了什么</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.integrity_rules</name>
    <message>
        <source>There is no rule “{key}”. There are: {known}.</source>
        <translation>没有规则“{key}”。可用：{known}。</translation>
    </message>
    <message>
        <source>the store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>“{word}” has no meaning here</source>
        <translation>“{word}”在此处没有意义</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.integrity_runs</name>
    <message>
        <source>no rule is switched on: try one and switch it on first</source>
        <translation>没有启用的规则：请先试算并启用</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.integrity_switches</name>
    <message>
        <source>This is for these roles only: {roles}.</source>
        <translation>仅限下列角色：{roles}。</translation>
    </message>
    <message>
        <source>nobody has tried this rule yet: gridcenter rules try {key}</source>
        <translation>此规则尚无人试算：gridcenter rules try {key}</translation>
    </message>
    <message>
        <source>the rule {key} is not switched on</source>
        <translation>规则 {key} 未启用</translation>
    </message>
    <message>
        <source>the rule {key} is switched on already</source>
        <translation>规则 {key} 已启用</translation>
    </message>
    <message>
        <source>the rule {key} was changed: give it a higher version than {version}</source>
        <translation>规则 {key} 已更改：请使用高于 {version} 的版本号</translation>
    </message>
    <message>
        <source>write why the rule is switched</source>
        <translation>请写明启用或停用的理由</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.joint</name>
    <message>
        <source>this unit leads the incident: call in another one</source>
        <translation>该单位是主办单位，请邀请其他单位</translation>
    </message>
    <message>
        <source>this unit owes no answer here: choose one that was called in</source>
        <translation>该单位在本事件中没有待反馈的会办，请从会办单位中选择</translation>
    </message>
    <message>
        <source>this unit was called in already and still owes its answer</source>
        <translation>该单位已受邀会办，尚未反馈</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.known_before</name>
    <message>
        <source>reported {age} ago</source>
        <translation>{age}前上报</translation>
    </message>
    <message>
        <source>same address</source>
        <translation>同一地址</translation>
    </message>
    <message>
        <source>same caller</source>
        <translation>同一来电人</translation>
    </message>
    <message>
        <source>same place</source>
        <translation>同一位置</translation>
    </message>
    <message>
        <source>there is no such report in your area</source>
        <translation>您的辖区内没有这条诉求</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.ledger</name>
    <message>
        <source>no step clock is running: there is nothing to extend</source>
        <translation>没有正在计时的环节钟，无从延期</translation>
    </message>
    <message>
        <source>the new deadline lies more than ten years ahead: check the year</source>
        <translation>新期限在十年之后，请核对年份</translation>
    </message>
    <message>
        <source>the new deadline must lie after the present one</source>
        <translation>新期限须晚于现期限</translation>
    </message>
    <message>
        <source>the new deadline must lie in the future</source>
        <translation>新期限必须晚于当前时间</translation>
    </message>
    <message>
        <source>the planned date lies more than ten years ahead: check the year</source>
        <translation>计划完成时间超过十年：请核对年份</translation>
    </message>
    <message>
        <source>the planned date must lie in the future</source>
        <translation>计划完成时间须在当前时间之后</translation>
    </message>
    <message>
        <source>there is no working time between the present deadline and the new one: choose a working day</source>
        <translation>现期限与新期限之间没有工作时间，请改选工作日</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.linked_cards</name>
    <message>
        <source>This list is no longer open. Open it again from a card.</source>
        <translation>该清单已关闭。请从卡片重新打开。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.live_demo</name>
    <message>
        <source>this store has no grids or no categories: make a demo district first</source>
        <translation>库中没有网格或类别：请先生成演示区</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.locked_incidents</name>
    <message>
        <source>there is no such incident in your area</source>
        <translation>您的辖区内没有该事件</translation>
    </message>
    <message>
        <source>this incident changed meanwhile and is now {state}: check and send again</source>
        <translation>该事件刚有变化，现为{state}：请核对后重新提交</translation>
    </message>
    <message>
        <source>{who} took “{move}” at {time}, the incident is now {state}. Your text is kept: check and send again</source>
        <translation>{who}已于 {time} 办理“{move}”，事件现为{state}。您填写的内容已保留，请核对后重新提交</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.lookup</name>
    <message>
        <source>Choose a purpose first.</source>
        <translation>请先选择查询事由。</translation>
    </message>
    <message>
        <source>Incident {number} is closed. Name an open one, or write the reason.</source>
        <translation>事件 {number} 已结案，请填写在办事件，或写明理由。</translation>
    </message>
    <message>
        <source>More than {n} look-ups within the hour: they are slowed down. Wait {seconds} s.</source>
        <translation>一小时内查询已满 {n} 次，现已放慢，请等待 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Name the incident, or write the reason in at least {n} characters.</source>
        <translation>请填写关联事件，或写明理由（不少于 {n} 字）。</translation>
    </message>
    <message>
        <source>No. {id} does not stand under this number in your area.</source>
        <translation>编号 {id} 不在您辖区内该号码之下。</translation>
    </message>
    <message>
        <source>The same few characters over and over say nothing: write what it is about.</source>
        <translation>重复的字符不能说明情况：请写明缘由。</translation>
    </message>
    <message>
        <source>There is no incident {number} in your area. Check the number.</source>
        <translation>您的范围内没有事件 {number}，请核对编号。</translation>
    </message>
    <message>
        <source>This card is no longer open. Look the resident up again.</source>
        <translation>该居民卡已收起，请重新查询。</translation>
    </message>
    <message>
        <source>Values of children below {age} are shown to these roles only: {roles}.</source>
        <translation>不满{age}周岁未成年人的信息仅向以下角色显示：{roles}。</translation>
    </message>
    <message>
        <source>Write at least {n} characters: what it is about.</source>
        <translation>请写明情况，不少于 {n} 字。</translation>
    </message>
    <message>
        <source>Your role looks nobody up for “{purpose}”. It may for: {known}.</source>
        <translation>您的角色不得以“{purpose}”为事由查询。可选事由：{known}。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.masked_persons</name>
    <message>
        <source>at most {n} residents are listed at once: narrow the list</source>
        <translation>一次最多列出 {n} 名居民：请缩小范围</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.merge_choices</name>
    <message>
        <source>there is no such incident in your area</source>
        <translation>您的辖区内没有该事件</translation>
    </message>
    <message>
        <source>this is the incident itself: choose another one</source>
        <translation>这就是当前事件：请另选一件</translation>
    </message>
    <message>
        <source>{number} was corrected since ({what}) and stays so: check whether that still holds</source>
        <translation>{number} 在并案后作过更正（{what}），拆分后保持不变：请核对是否仍然适用</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.merge_rules</name>
    <message>
        <source>the rules of merging cannot be read: {what}</source>
        <translation>并案规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of merging name unknown roles: {roles}</source>
        <translation>并案规则中有未知的角色：{roles}</translation>
    </message>
    <message>
        <source>the rules of merging show 1 to {most} earlier incidents</source>
        <translation>并案规则中显示的历史事件数应为 1 至 {most}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.merging</name>
    <message>
        <source>an incident is not merged into itself: choose another one</source>
        <translation>事件不能并入自身：请另选一件</translation>
    </message>
    <message>
        <source>incidents are merged by: {roles}</source>
        <translation>并案由以下角色办理：{roles}</translation>
    </message>
    <message>
        <source>its flow has no longer the state “{state}” to which it would come back</source>
        <translation>流程中已无其原状态“{state}”，无法恢复</translation>
    </message>
    <message>
        <source>merged incidents are taken apart by: {roles}</source>
        <translation>拆分由以下角色办理：{roles}</translation>
    </message>
    <message>
        <source>this incident is not merged into another one</source>
        <translation>该事件未并入其他事件</translation>
    </message>
    <message>
        <source>write why the two are not one matter</source>
        <translation>请填写拆分理由</translation>
    </message>
    <message>
        <source>write why the two are one matter</source>
        <translation>请填写并案理由</translation>
    </message>
    <message>
        <source>{numbers} were merged into {number}: keep {number}, or take them apart from it first</source>
        <translation>{numbers} 已并入 {number}：请保留 {number}，或先将其拆分</translation>
    </message>
    <message>
        <source>{number} is closed: an open incident is not merged into it</source>
        <translation>{number} 已办结：未办结的事件不能并入</translation>
    </message>
    <message>
        <source>{number} is closed: there is nothing left to merge</source>
        <translation>{number} 已办结：无需并案</translation>
    </message>
    <message>
        <source>{number} is merged into another incident already</source>
        <translation>{number} 已并入其他事件</translation>
    </message>
    <message>
        <source>{number} is merged into another incident itself: choose that one</source>
        <translation>{number} 本身已并入其他事件：请选择那一件</translation>
    </message>
    <message>
        <source>{number}, into which it was merged, is closed already: have {number} reopened instead</source>
        <translation>所并入的 {number} 已办结：请申请重新办理 {number}</translation>
    </message>
    <message>
        <source>{number}, into which it was merged, was closed and goes on as {other}: report this one anew if it is another matter</source>
        <translation>它所并入的 {number} 已结案，并以 {other} 继续办理：如确系另一事项，请重新上报</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.moves</name>
    <message>
        <source>another unit holds this task</source>
        <translation>该任务由其他单位承办</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.notice_rules</name>
    <message>
        <source>notices reach 1 to {n} days back</source>
        <translation>查询提示可回溯 1 至 {n} 天</translation>
    </message>
    <message>
        <source>the notice {key} needs a number and a time above 0</source>
        <translation>查询提示 {key} 的次数和时长须大于 0</translation>
    </message>
    <message>
        <source>the notice {key}: `hours` belongs to outside_hours and to nothing else</source>
        <translation>查询提示 {key}：`hours` 只用于 outside_hours</translation>
    </message>
    <message>
        <source>the rules of notices cannot be read: {what}</source>
        <translation>查询提示规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of notices name unknown roles: {roles}</source>
        <translation>查询提示规则中有未知角色：{roles}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.organisation_keeping</name>
    <message>
        <source>An organisation does not end before it was founded.</source>
        <translation>注销日期不能早于成立日期。</translation>
    </message>
    <message>
        <source>An organisation has this code already: open it and state what differs.</source>
        <translation>已有组织使用该代码：请打开该组织，补录不一致的信息。</translation>
    </message>
    <message>
        <source>Name the premises where it is: they lie in your area.</source>
        <translation>请填写组织所在的房屋编码，须在本辖区内。</translation>
    </message>
    <message>
        <source>Organisations and their people are kept by: {roles}.</source>
        <translation>组织及其人员由以下角色维护：{roles}。</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Recorded on</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>There are no premises with this code.</source>
        <translation>没有此编码的房屋。</translation>
    </message>
    <message>
        <source>There is no record item “{key}” in the catalogue.</source>
        <translation>信息项目录中没有“{key}”。</translation>
    </message>
    <message>
        <source>There is no such organisation in your area.</source>
        <translation>辖区内没有该组织。</translation>
    </message>
    <message>
        <source>This source has said just this on that day already.</source>
        <translation>该来源在当日已有相同的登记。</translation>
    </message>
    <message>
        <source>{label} is missing.</source>
        <translation>缺少{label}。</translation>
    </message>
    <message>
        <source>{label}: choose from {choices}</source>
        <translation>{label}：可选 {choices}</translation>
    </message>
    <message>
        <source>{label}: this day is still to come.</source>
        <translation>{label}：日期尚未到来。</translation>
    </message>
    <message>
        <source>{label}: write a day such as 2026-11-22.</source>
        <translation>{label}：请填写日期，例如 2026-11-22。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.organisation_ties</name>
    <message>
        <source>A tie does not end before it began ({day}).</source>
        <translation>终止日期不能早于开始日期（{day}）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>No organisation has this code: enter it first.</source>
        <translation>没有使用该代码的组织：请先登记组织。</translation>
    </message>
    <message>
        <source>Nobody with this number in your area. The question stands in the audit.</source>
        <translation>辖区内没有该号码的人员。本次查询已记入审计。</translation>
    </message>
    <message>
        <source>The same tie began on that day already and was ended.</source>
        <translation>同日开始的同类任职关系已登记并已终止。</translation>
    </message>
    <message>
        <source>The same tie goes on already: end it first.</source>
        <translation>同类任职关系仍在持续：请先终止。</translation>
    </message>
    <message>
        <source>This tie is not in the register any more. Open the card again.</source>
        <translation>登记库中已没有该任职关系。请重新打开卡片。</translation>
    </message>
    <message>
        <source>This tie was ended already, on {day}.</source>
        <translation>该任职关系已于 {day} 终止。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>choose from {choices}</source>
        <translation>请从 {choices} 中选择</translation>
    </message>
    <message>
        <source>{label} is missing.</source>
        <translation>缺少{label}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.organisation_values</name>
    <message>
        <source>Choose what is meant.</source>
        <translation>请选择是哪一条信息。</translation>
    </message>
    <message>
        <source>It has no other name: state the right one first, then take this one back.</source>
        <translation>该组织没有其他名称：请先补录正确的名称，再撤回此名称。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>There is no record item “{key}” in the catalogue.</source>
        <translation>信息项目录中没有“{key}”。</translation>
    </message>
    <message>
        <source>You have verified this value today already.</source>
        <translation>您今天已核实过此值。</translation>
    </message>
    <message>
        <source>taken back by {who}, {day}</source>
        <translation>{who} 于 {day} 撤回</translation>
    </message>
    <message>
        <source>the value is gone</source>
        <translation>该值已不在</translation>
    </message>
    <message>
        <source>{item} has changed meanwhile: {what}. Look at it again; what you typed is kept.</source>
        <translation>{item}已有变动：{what}。请再看一遍；已填写的内容保留。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.own_deeds</name>
    <message>
        <source>1 person</source>
        <translation>命中 1 人</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 秒</translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>再问事由</translation>
    </message>
    <message>
        <source>back to an open card</source>
        <translation>返回已打开的卡片</translation>
    </message>
    <message>
        <source>card copied</source>
        <translation>已复制卡片</translation>
    </message>
    <message>
        <source>card printed</source>
        <translation>已打印卡片</translation>
    </message>
    <message>
        <source>care file asked for</source>
        <translation>调阅关爱档案</translation>
    </message>
    <message>
        <source>care files listed</source>
        <translation>关爱档案列表</translation>
    </message>
    <message>
        <source>copy for the person</source>
        <translation>向本人提供复制件</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>earlier reports of a caller</source>
        <translation>来电人历史诉求</translation>
    </message>
    <message>
        <source>failed look-up</source>
        <translation>查询失败</translation>
    </message>
    <message>
        <source>hit of a check decided</source>
        <translation>处置数据核查疑点</translation>
    </message>
    <message>
        <source>hits of a check</source>
        <translation>数据核查疑点名单</translation>
    </message>
    <message>
        <source>kept: {item}</source>
        <translation>维护：{item}</translation>
    </message>
    <message>
        <source>ledger {ledger} to a file</source>
        <translation>台账“{ledger}”写出文件</translation>
    </message>
    <message>
        <source>list of people under one number</source>
        <translation>一号两人名单</translation>
    </message>
    <message>
        <source>list of rows of one person</source>
        <translation>重复记录名单</translation>
    </message>
    <message>
        <source>listed: {n}</source>
        <translation>列出 {n} 人</translation>
    </message>
    <message>
        <source>look-up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>masked list of population changes</source>
        <translation>人口变动脱敏名单</translation>
    </message>
    <message>
        <source>masked list to a file</source>
        <translation>脱敏名单写出文件</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有命中</translation>
    </message>
    <message>
        <source>organisation opened</source>
        <translation>打开组织</translation>
    </message>
    <message>
        <source>page of the ledger {ledger}</source>
        <translation>查看台账“{ledger}”一页</translation>
    </message>
    <message>
        <source>premises opened</source>
        <translation>打开房屋</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>report to the person</source>
        <translation>出具查询情况告知书</translation>
    </message>
    <message>
        <source>roll to a file</source>
        <translation>名册写出文件</translation>
    </message>
    <message>
        <source>rows compared</source>
        <translation>记录比对</translation>
    </message>
    <message>
        <source>rows of one person</source>
        <translation>同一人的记录</translation>
    </message>
    <message>
        <source>search by {fields}</source>
        <translation>按{fields}检索</translation>
    </message>
    <message>
        <source>several under the number</source>
        <translation>该号码下有多人</translation>
    </message>
    <message>
        <source>shown: {item}</source>
        <translation>显示 {item}</translation>
    </message>
    <message>
        <source>staged rows of an import</source>
        <translation>导入待入库行</translation>
    </message>
    <message>
        <source>trial of a check</source>
        <translation>数据核查规则试算</translation>
    </message>
    <message>
        <source>visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>visit list</source>
        <translation>走访清单</translation>
    </message>
    <message>
        <source>who reported</source>
        <translation>诉求人</translation>
    </message>
    <message>
        <source>who stands under a number</source>
        <translation>同一号码下的人员</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>号码有误</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.own_flows</name>
    <message>
        <source>flows are changed by accounts of this store only</source>
        <translation>只有本库账号可以更改流程</translation>
    </message>
    <message>
        <source>it cannot be switched on beside the others:</source>
        <translation>无法与其他流程同时启用：</translation>
    </message>
    <message>
        <source>it is larger than a megabyte: this is another kind of file</source>
        <translation>文件超过 1 MB：这不是同类文件</translation>
    </message>
    <message>
        <source>line {line}: {what}</source>
        <translation>第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>the flow “{flow}” is as the program ships it: there is nothing to switch off</source>
        <translation>流程“{flow}”为程序自带版本：没有可停用的版本</translation>
    </message>
    <message>
        <source>the moves taken do not lead to an end</source>
        <translation>所走的动作没有到达终点</translation>
    </message>
    <message>
        <source>this store has no version {number} of the flow “{flow}”</source>
        <translation>本库没有流程“{flow}”的第 {number} 版</translation>
    </message>
    <message>
        <source>this text is version {number} of the flow “{flow}” already</source>
        <translation>该文本已是流程“{flow}”的第 {number} 版</translation>
    </message>
    <message>
        <source>this version is in force already</source>
        <translation>该版本已在生效</translation>
    </message>
    <message>
        <source>this version was not played through to an end yet: simulate it before it is switched on</source>
        <translation>该版本尚未推演到终点：启用前请先推演</translation>
    </message>
    <message>
        <source>write why the flow is switched</source>
        <translation>请写明切换流程的理由</translation>
    </message>
    <message>
        <source>you put this version in yourself: somebody else must switch it on</source>
        <translation>该版本由您本人存入：须由他人启用</translation>
    </message>
    <message>
        <source>your role does not change flows: ask an administrator, a leader or the shift supervisor</source>
        <translation>您的角色不能更改流程：请找管理员、领导或值班长</translation>
    </message>
    <message>
        <source>{file} cannot be switched on ({n}):</source>
        <translation>{file} 不能启用（{n} 处）：</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.paper_facts</name>
    <message>
        <source>Co-handling</source>
        <translation>会办</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收钟</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Whole case</source>
        <translation>全案钟</translation>
    </message>
    <message>
        <source>ended in time</source>
        <translation>按时完成</translation>
    </message>
    <message>
        <source>ended {time} late</source>
        <translation>超时 {time} 完成</translation>
    </message>
    <message>
        <source>grade I, extraordinarily serious</source>
        <translation>特别重大</translation>
    </message>
    <message>
        <source>grade II, serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>grade III, larger</source>
        <translation>较大</translation>
    </message>
    <message>
        <source>grade IV, ordinary</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>parked, {time} left</source>
        <translation>挂账，剩余 {time}</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
    <message>
        <source>withdrawn: {why}</source>
        <translation>已撤回：{why}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>{time} overdue</source>
        <translation>已超时 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.paper_pdf</name>
    <message>
        <source>The paper could not be set: {flaw}. Mend {file}.</source>
        <translation>文书无法排版：{flaw}。请改正 {file}。</translation>
    </message>
    <message>
        <source>This machine has no font with Chinese characters. Install one (Debian: fonts-noto-cjk).</source>
        <translation>本机没有中文字体。请先安装（Debian：fonts-noto-cjk）。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.papers</name>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>The paper {file} cannot be used: {flaw}. Mend the file, or take it away.</source>
        <translation>文书模板 {file} 不能使用：{flaw}。请改正或移走该文件。</translation>
    </message>
    <message>
        <source>There is no paper “{kind}”. There are: {known}.</source>
        <translation>没有“{kind}”这种文书。现有：{known}。</translation>
    </message>
    <message>
        <source>a part of no known kind</source>
        <translation>有一个部分的种类无法识别</translation>
    </message>
    <message>
        <source>a setting has the wrong form ({what})</source>
        <translation>有一项设置的格式不对（{what}）</translation>
    </message>
    <message>
        <source>it holds no settings</source>
        <translation>文件中没有内容</translation>
    </message>
    <message>
        <source>page {n} of {m}</source>
        <translation>第 {n} 页 共 {m} 页</translation>
    </message>
    <message>
        <source>{number} · printed {time} by {who}</source>
        <translation>{number} · {time} 由 {who} 打印</translation>
    </message>
    <message>
        <source>“{word}” is missing or not known</source>
        <translation>缺少“{word}”，或没有这一项</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.people_access</name>
    <message>
        <source>a purpose needs a legal basis in both languages</source>
        <translation>查询事由须有中英文法律依据</translation>
    </message>
    <message>
        <source>children are younger than {age}</source>
        <translation>儿童年龄须小于{age}</translation>
    </message>
    <message>
        <source>the rules of who may see what of residents cannot be read: {what}</source>
        <translation>居民信息权限规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of who may see what of residents name under “{act}”: {roles}</source>
        <translation>居民信息权限规则在“{act}”下写有：{roles}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.people_search</name>
    <message>
        <source>This list is no longer open. Search again.</source>
        <translation>该名单已关闭，请重新检索。</translation>
    </message>
    <message>
        <source>This register cannot be searched yet: the administrator runs “gridcenter people index” first.</source>
        <translation>居民库尚不能检索：请管理员先运行 “gridcenter people index”。</translation>
    </message>
    <message>
        <source>Your role does not search by {fields}.</source>
        <translation>您的角色不能按{fields}检索。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.person_copies</name>
    <message>
        <source>Copies for a person are made by these roles only: {roles}.</source>
        <translation>向本人提供复制件仅限以下角色：{roles}。</translation>
    </message>
    <message>
        <source>Copy of what is kept of a person</source>
        <translation>个人信息复制件</translation>
    </message>
    <message>
        <source>Nobody with this number stands in the register of your area.</source>
        <translation>本辖区登记中没有此号码的人员。</translation>
    </message>
    <message>
        <source>{file}: papers are written as .pdf.</source>
        <translation>{file}：文书须写成 .pdf。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.person_index</name>
    <message>
        <source>search index</source>
        <translation>检索索引</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.person_merging</name>
    <message>
        <source>A row is not merged with itself: choose another one.</source>
        <translation>记录不能与自身并档：请另选一条。</translation>
    </message>
    <message>
        <source>One of the two rows has changed meanwhile. Compare them again; what you typed is kept.</source>
        <translation>两条记录之一已有变动，请重新比对；已填写的内容保留。</translation>
    </message>
    <message>
        <source>Only two rows under the same ID number are told apart.</source>
        <translation>只有公民身份号码相同的两条记录才需要认定为两人。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Row {number} is merged with row {other} already: take them apart first.</source>
        <translation>记录 {number} 已与记录 {other} 并档：请先拆档。</translation>
    </message>
    <message>
        <source>Rows of the register are merged by: {roles}.</source>
        <translation>人员记录由以下角色并档：{roles}。</translation>
    </message>
    <message>
        <source>Rows {others} are merged with row {number}: keep {number}, or take them apart first.</source>
        <translation>记录 {others} 已并入记录 {number}：请保留 {number}，或先拆档。</translation>
    </message>
    <message>
        <source>Somebody has said already that these rows are two people.</source>
        <translation>已有人认定这两条记录是两个人。</translation>
    </message>
    <message>
        <source>The two rows do not share a good ID number. If they are the same human all the same, say so explicitly, with the reason.</source>
        <translation>两条记录没有相同的有效公民身份号码。如确为同一人，请明确勾选并写明理由。</translation>
    </message>
    <message>
        <source>The two rows do not share a good ID number: a name or an address proves nothing. It takes a decision by: {roles}.</source>
        <translation>两条记录没有相同的有效公民身份号码：姓名或住址不足为凭。须由以下角色决定：{roles}。</translation>
    </message>
    <message>
        <source>There is no row {number} in your area.</source>
        <translation>您的辖区内没有记录 {number}。</translation>
    </message>
    <message>
        <source>This row is merged with no other one.</source>
        <translation>这条记录未与其他记录并档。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.person_twins</name>
    <message>
        <source>One of the two rows has changed meanwhile. Compare them again.</source>
        <translation>两条记录之一已有变动，请重新比对。</translation>
    </message>
    <message>
        <source>There is no row {number} in your area.</source>
        <translation>您的辖区内没有记录 {number}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.pins</name>
    <message>
        <source>A PIN has {least} to {most} characters, at least {n} different ones, and is no plain row.</source>
        <translation>口令为 {least} 至 {most} 个字符，至少 {n} 个不同，且不能是顺序排列。</translation>
    </message>
    <message>
        <source>Only an administrator takes away the PIN of somebody else.</source>
        <translation>只有管理员可以清除他人的口令。</translation>
    </message>
    <message>
        <source>This PIN is wrong. The try stands in the audit.</source>
        <translation>口令不对。本次尝试已记入审计。</translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
    <message>
        <source>{n} wrong tries: wait {seconds} s.</source>
        <translation>已输错 {n} 次：请等待 {seconds} 秒。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.place_workers</name>
    <message>
        <source>{name} ({grid})</source>
        <translation>{name}（{grid}）</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.plain_yaml</name>
    <message>
        <source>it is larger than a megabyte: this is another kind of file</source>
        <translation>文件超过 1 MB：这不是同类文件</translation>
    </message>
    <message>
        <source>line {line}, column {column}: the YAML is broken; look for a missing quote, bracket or blank</source>
        <translation>第 {line} 行第 {column} 列：YAML 格式有误；请检查是否缺少引号、括号或空格</translation>
    </message>
    <message>
        <source>line {line}: {what}</source>
        <translation>第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>references (“*name”) are not used here: write it out</source>
        <translation>此处不使用引用（“*name”）：请写全</translation>
    </message>
    <message>
        <source>there is no “{text}”; if it is a word, put it in quotes</source>
        <translation>没有“{text}”；若是文字，请加引号</translation>
    </message>
    <message>
        <source>this is no plain YAML</source>
        <translation>这不是普通的 YAML</translation>
    </message>
    <message>
        <source>this is no text in UTF-8; save it again as UTF-8</source>
        <translation>不是 UTF-8 文本；请另存为 UTF-8</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}. Name another file.</source>
        <translation>{file} 不能读取：{why}。请指定其他文件。</translation>
    </message>
    <message>
        <source>{file}: {sentence}</source>
        <translation>{file}：{sentence}</translation>
    </message>
    <message>
        <source>“{key}” stands here twice; keep one</source>
        <translation>“{key}”在此出现两次；请保留一个</translation>
    </message>
    <message>
        <source>“{text}” can be read as several numbers; write it in decimal, or in quotes</source>
        <translation>“{text}”可以读成几种数字；请写成十进制，或加引号</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.population_detection</name>
    <message>
        <source>Detecting changes needs an active account: the audit needs a name.</source>
        <translation>查找变动需要有效账号：审计需要姓名。</translation>
    </message>
    <message>
        <source>residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>your role does not detect population changes</source>
        <translation>您的岗位不查找人口变动</translation>
    </message>
    <message>
        <source>{n} rows are new since the last pass: this looks like an initial fill. Take them as known with --baseline, or make changes and tasks of all of them with --all.</source>
        <translation>自上次以来新增 {n} 行：看来是首次录入。用 --baseline 视为已知，或用 --all 为其全部生成变动和任务。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.population_lists</name>
    <message>
        <source>There is no task no. {id} in your area.</source>
        <translation>您的辖区内没有 {id} 号任务。</translation>
    </message>
    <message>
        <source>population changes</source>
        <translation>人口变动</translation>
    </message>
    <message>
        <source>population tasks are not shown to this role</source>
        <translation>该岗位不显示人口变动任务</translation>
    </message>
    <message>
        <source>there is no kind of change “{kind}”: name one of {known}</source>
        <translation>没有变动类别“{kind}”：请用 {known} 之一</translation>
    </message>
    <message>
        <source>there is no such change in your area</source>
        <translation>您的辖区内没有这条变动</translation>
    </message>
    <message>
        <source>there is no unit with the code “{code}”</source>
        <translation>没有编码为“{code}”的单位</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.population_rules</name>
    <message>
        <source>the text differs from that of version {n}, which this store has used: raise its version</source>
        <translation>内容与本库用过的第 {n} 版不同：请提高版本号</translation>
    </message>
    <message>
        <source>{file} cannot be used: {flaw}</source>
        <translation>{file} 不能使用：{flaw}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.population_tasks</name>
    <message>
        <source>Population tasks need an active account: the audit needs a name.</source>
        <translation>人口变动任务需要有效账号：审计需要姓名。</translation>
    </message>
    <message>
        <source>the clock of this task runs already</source>
        <translation>该任务的时限钟已在走</translation>
    </message>
    <message>
        <source>the clock of this task stands already</source>
        <translation>该任务的时限钟已暂停</translation>
    </message>
    <message>
        <source>there is no outcome “{outcome}”: choose one of {known}</source>
        <translation>没有结果“{outcome}”：请选 {known} 之一</translation>
    </message>
    <message>
        <source>there is no such task in your area</source>
        <translation>您的辖区内没有该任务</translation>
    </message>
    <message>
        <source>this outcome needs a reason: write it</source>
        <translation>该结果须填写原因</translation>
    </message>
    <message>
        <source>this task belongs to another unit</source>
        <translation>该任务属于其他单位</translation>
    </message>
    <message>
        <source>this task changed meanwhile. Your text is kept: check and send again</source>
        <translation>该任务其间已变更。您的文字已保留：请核对后重发</translation>
    </message>
    <message>
        <source>this task fell away: its change does not hold any more. Your text is kept</source>
        <translation>该任务已取消：其变动已不成立。您的文字已保留</translation>
    </message>
    <message>
        <source>write why the clock of the task stands</source>
        <translation>请填写暂停任务时限的原因</translation>
    </message>
    <message>
        <source>your role does not complete population tasks</source>
        <translation>您的岗位不办结人口变动任务</translation>
    </message>
    <message>
        <source>{who} completed this task already. Your text is kept</source>
        <translation>{who}已办结该任务。您的文字已保留</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.population_trial</name>
    <message>
        <source>residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>there is no rule “{code}”: name one of {known}, or a file</source>
        <translation>没有规则“{code}”：请用 {known} 之一，或规则文件</translation>
    </message>
    <message>
        <source>trial of population rules, {month}</source>
        <translation>人口变动规则试算，{month}</translation>
    </message>
    <message>
        <source>your role does not try rules of population tasks</source>
        <translation>您的岗位不试算人口变动任务规则</translation>
    </message>
    <message>
        <source>{month} lies ahead: try a month that has begun</source>
        <translation>{month}尚未到来：请试算已开始的月份</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.printing</name>
    <message>
        <source>Papers are printed only under an active account: the audit needs a name.</source>
        <translation>只有有效账号才能打印文书：审计需要留名。</translation>
    </message>
    <message>
        <source>This incident is not in your area any more: no paper of it is printed.</source>
        <translation>该事件已不在您的辖区内，不能打印文书。</translation>
    </message>
    <message>
        <source>{file}: papers are written as .pdf.</source>
        <translation>{file}：文书须写成 .pdf。</translation>
    </message>
    <message>
        <source>{paper}, file {file}</source>
        <translation>{paper}，文件 {file}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.privacy_papers</name>
    <message>
        <source>About</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>信息项</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Notice on personal information</source>
        <translation>个人信息处理告知书</translation>
    </message>
    <message>
        <source>Of children below 14 a guardian asks and consents (article 31). Nothing is passed on for other purposes.</source>
        <translation>不满十四周岁未成年人由监护人提出请求和同意（第三十一条）。信息不用于其他目的。</translation>
    </message>
    <message>
        <source>Responsible (signature)</source>
        <translation>负责人（签字）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>处置步骤</translation>
    </message>
    <message>
        <source>There is no record no. {id}.</source>
        <translation>没有编号为 {id} 的记录。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>已做的工作</translation>
    </message>
    <message>
        <source>What, of whom</source>
        <translation>信息和对象</translation>
    </message>
    <message>
        <source>When and by whom</source>
        <translation>时间和登记人</translation>
    </message>
    <message>
        <source>Who processes it</source>
        <translation>个人信息处理者</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Written by (signature)</source>
        <translation>登记人（签字）</translation>
    </message>
    <message>
        <source>You may ask what is kept of you, have a copy, have it corrected or completed, and ask for its deletion where its purpose is reached or its time is over (Personal Information Protection Law, articles 44 to 47).</source>
        <translation>您可以查阅、复制本人的个人信息，请求更正、补充；处理目的已实现或保存期限已届满的，可以请求删除（个人信息保护法第四十四条至第四十七条）。</translation>
    </message>
    <message>
        <source>You may ask who looked at you, when, why, and what was shown: every look-up is written down before anything is seen, and kept for {n} days.</source>
        <translation>您可以询问谁在何时、因何事由查询过您、显示了什么：每次查询均先写入审计后显示，审计保存{n}天。</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>您的权利</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>page {n} of {m}</source>
        <translation>第 {n} 页 共 {m} 页</translation>
    </message>
    <message>
        <source>{file}: name a file that ends in .pdf, .csv or .xlsx.</source>
        <translation>{file}：请写以 .pdf、.csv 或 .xlsx 结尾的文件名。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.privacy_records</name>
    <message>
        <source>Record {id} has no step “{step}”.</source>
        <translation>记录 {id} 没有“{step}”这一步骤。</translation>
    </message>
    <message>
        <source>Records of the protection of personal information are for: {roles}.</source>
        <translation>个人信息保护记录仅供：{roles}。</translation>
    </message>
    <message>
        <source>Say what it is about, one of: {known}</source>
        <translation>请说明涉及哪类数据，可选：{known}</translation>
    </message>
    <message>
        <source>There is no record “{key}”. There are: {known}.</source>
        <translation>没有“{key}”这种记录。可选：{known}。</translation>
    </message>
    <message>
        <source>This step was written down already.</source>
        <translation>此步骤已经登记。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>已做的工作</translation>
    </message>
    <message>
        <source>{day} lies ahead: write down what was done</source>
        <translation>{day} 尚未到来：请登记已经完成的工作</translation>
    </message>
    <message>
        <source>{name}: choose one of {known}</source>
        <translation>{name}：请从 {known} 中选择</translation>
    </message>
    <message>
        <source>{name}: this holds a number of a person. Records name nobody: write how many, not who.</source>
        <translation>{name}：内容含有个人号码。记录不写任何人：只写人数，不写是谁。</translation>
    </message>
    <message>
        <source>{name}: write it down</source>
        <translation>{name}：请填写</translation>
    </message>
    <message>
        <source>{name}: {n} characters are too many, at most {most}</source>
        <translation>{name}：{n} 个字符过多，最多 {most}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.privacy_rules</name>
    <message>
        <source>the list of what is kept of people cannot be read: {what}</source>
        <translation>个人信息处理活动清单无法读取：{what}</translation>
    </message>
    <message>
        <source>the list of what is kept of people has flaws at: {what}</source>
        <translation>个人信息处理活动清单有误：{what}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.rechecks</name>
    <message>
        <source>Re-checks need an active account: the audit needs a name.</source>
        <translation>复核须有启用的账号：审计需要姓名。</translation>
    </message>
    <message>
        <source>nothing was closed in {month}: there is nothing to draw</source>
        <translation>{month} 没有结案的事件：无可抽查</translation>
    </message>
    <message>
        <source>re-checks are drawn by the shift supervisor or a leader</source>
        <translation>抽查由值班长或领导进行</translation>
    </message>
    <message>
        <source>there is no such re-check in your area</source>
        <translation>辖区内没有这项复核</translation>
    </message>
    <message>
        <source>this re-check changed meanwhile. Your text is kept: check and send again</source>
        <translation>这项复核已有变动。您填写的内容已保留：请核对后再提交</translation>
    </message>
    <message>
        <source>units do not re-check what units have handled</source>
        <translation>处置单位不复核处置结果</translation>
    </message>
    <message>
        <source>write why it failed</source>
        <translation>请写明不通过的理由</translation>
    </message>
    <message>
        <source>you took a step on this incident yourself: somebody else must re-check it</source>
        <translation>您经办过此事件：须由他人复核</translation>
    </message>
    <message>
        <source>your own unit handled this incident: somebody else must re-check it</source>
        <translation>本事件由您所在单位处置：须由他人抽查复核</translation>
    </message>
    <message>
        <source>{month} is not over yet: draw when it is</source>
        <translation>{month} 尚未结束：请月末之后再抽查</translation>
    </message>
    <message>
        <source>{month} was drawn once already: write why it is drawn again</source>
        <translation>{month} 已抽查 1 次：请写明再次抽查的理由</translation>
    </message>
    <message>
        <source>{month} was drawn {n} times already: write why it is drawn again</source>
        <translation>{month} 已抽查 {n} 次：请写明再次抽查的理由</translation>
    </message>
    <message>
        <source>{who} re-checked it already</source>
        <translation>{who} 已经复核</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.record_keeping</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Recorded on</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>There is no record item “{key}” in the catalogue.</source>
        <translation>信息项目录中没有“{key}”。</translation>
    </message>
    <message>
        <source>This card is no longer open. Look the resident up again.</source>
        <translation>该居民卡已收起，请重新查询。</translation>
    </message>
    <message>
        <source>This item is not kept on the card: it belongs to a need-to-know file.</source>
        <translation>此项不在卡片上维护：属于需知范围的档案。</translation>
    </message>
    <message>
        <source>This source has said just this on that day already. Verify the value instead.</source>
        <translation>该来源当日已有同样的值，请改为核实。</translation>
    </message>
    <message>
        <source>Values are verified, taken back and stated by: {roles}.</source>
        <translation>信息项由以下角色核实、撤回和补录：{roles}。</translation>
    </message>
    <message>
        <source>You have verified this value today already.</source>
        <translation>您今天已核实过此值。</translation>
    </message>
    <message>
        <source>a further value from {source}</source>
        <translation>“{source}”另有新值</translation>
    </message>
    <message>
        <source>an unknown source</source>
        <translation>来源不明</translation>
    </message>
    <message>
        <source>taken back by {who}, {day}</source>
        <translation>{who} 于 {day} 撤回</translation>
    </message>
    <message>
        <source>the value is gone</source>
        <translation>该值已不在</translation>
    </message>
    <message>
        <source>verified by {who}, {day}</source>
        <translation>{who} 于 {day} 核实</translation>
    </message>
    <message>
        <source>{item} has changed meanwhile: {what}. Look at it again; what you typed is kept.</source>
        <translation>{item}已有变动：{what}。请再看一遍；已填写的内容保留。</translation>
    </message>
    <message>
        <source>{item} is told by the registers of households and premises: correct it there.</source>
        <translation>{item}由户和房屋登记得出：请在那里更正。</translation>
    </message>
    <message>
        <source>{label}: this day is still to come.</source>
        <translation>{label}：日期尚未到来。</translation>
    </message>
    <message>
        <source>{label}: write a day such as 2026-11-22.</source>
        <translation>{label}：请填写日期，例如 2026-11-22。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.recording</name>
    <message>
        <source>the account {login} has been switched off</source>
        <translation>账号 {login} 已停用</translation>
    </message>
    <message>
        <source>the text has {n} characters; shorten it to {longest}</source>
        <translation>文字有 {n} 个字，请缩短到 {longest} 个以内</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.register_ledger_cells</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.register_ledger_export</name>
    <message>
        <source>End of export {serial}: {n} rows. {who} answers for this file.</source>
        <translation>导出 {serial} 完：共 {n} 行。此文件由 {who} 负责。</translation>
    </message>
    <message>
        <source>Ledger {ledger} · {area} · export {serial} · {who} · {time} · {n} rows · masked, for: {why}</source>
        <translation>台账 {ledger} · {area} · 导出编号 {serial} · {who} · {time} · {n} 行 · 已脱敏，用途：{why}</translation>
    </message>
    <message>
        <source>This ledger is never written to a file.</source>
        <translation>这份台账一律不导出。</translation>
    </message>
    <message>
        <source>This ledger is written to a file by: {roles}.</source>
        <translation>这份台账由以下角色导出：{roles}。</translation>
    </message>
    <message>
        <source>community and grid</source>
        <translation>社区和网格</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>whole store</source>
        <translation>全部辖区</translation>
    </message>
    <message>
        <source>{file}: write to a name that ends in .csv or .xlsx.</source>
        <translation>{file}：文件名须以 .csv 或 .xlsx 结尾。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.register_ledger_rules</name>
    <message>
        <source>There is no ledger “{code}”. There are: {known}.</source>
        <translation>没有台账“{code}”。现有：{known}。</translation>
    </message>
    <message>
        <source>ledger {code}: people in care programmes are never written to a file</source>
        <translation>台账 {code}：关爱项目中的人员一律不导出</translation>
    </message>
    <message>
        <source>ledger {code}: the register {register} is not filtered or sorted by {fields}</source>
        <translation>台账 {code}：登记册 {register} 不能按 {fields} 筛选或排序</translation>
    </message>
    <message>
        <source>ledger {code}: these roles are unknown or look nobody up: {roles}</source>
        <translation>台账 {code}：这些角色未知或不得查询居民：{roles}</translation>
    </message>
    <message>
        <source>ledger {code}: who exports must be one who reads, and who reads one who sees the counts</source>
        <translation>台账 {code}：能导出的角色必须能看明细，能看明细的必须能看数量</translation>
    </message>
    <message>
        <source>ledger {code}: {field} stands behind the mask “{mask}”, or is hidden</source>
        <translation>台账 {code}：{field} 必须按“{mask}”脱敏，或完全隐藏</translation>
    </message>
    <message>
        <source>the ledgers cannot be read: {what}</source>
        <translation>无法读取台账定义：{what}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.register_ledgers</name>
    <message>
        <source>Choose a purpose first.</source>
        <translation>请先选择查询事由。</translation>
    </message>
    <message>
        <source>The rows of this ledger are for these roles: {roles}.</source>
        <translation>这份台账的明细只供以下角色：{roles}。</translation>
    </message>
    <message>
        <source>This ledger is for these roles: {roles}.</source>
        <translation>这份台账只供以下角色：{roles}。</translation>
    </message>
    <message>
        <source>This page is no longer open. Open it again.</source>
        <translation>此页已关闭，请重新打开。</translation>
    </message>
    <message>
        <source>whole store</source>
        <translation>全部辖区</translation>
    </message>
    <message>
        <source>{area} is not in your area.</source>
        <translation>{area} 不在您的辖区内。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.reminders</name>
    <message>
        <source>Desks are silenced only under an active account: the audit needs a name.</source>
        <translation>只有启用中的账号才能静音：审计需要记名。</translation>
    </message>
    <message>
        <source>a desk cannot be silenced for {n} minutes: choose from the list</source>
        <translation>坐席不能静音 {n} 分钟：请从列表中选择</translation>
    </message>
    <message>
        <source>an incident of these is not in your area any more: nothing was taken note of</source>
        <translation>其中有事件已不在您的辖区：未登记任何知悉</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>take note of 1 to {n} at once</source>
        <translation>一次可知悉 1 至 {n} 条</translation>
    </message>
    <message>
        <source>the account {login} has been switched off</source>
        <translation>账号 {login} 已停用</translation>
    </message>
    <message>
        <source>this is nothing that could be taken note of</source>
        <translation>这不是可以知悉的事项</translation>
    </message>
    <message>
        <source>write why it shall be quiet: it stands in the audit</source>
        <translation>请写明静音原因：将记入审计</translation>
    </message>
    <message>
        <source>your account belongs to no unit: silence your own desk</source>
        <translation>您的账号不属于任何单位：请静音本坐席</translation>
    </message>
    <message>
        <source>your role may silence its own desk only, not the whole unit</source>
        <translation>您的角色只能静音本坐席，不能静音整个单位</translation>
    </message>
    <message>
        <source>your role takes note of nothing for other desks: ask somebody on duty</source>
        <translation>您的角色不能代其他坐席知悉：请找值班人员</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.reopening</name>
    <message>
        <source>incidents are reopened by: {roles}</source>
        <translation>可重开事件的角色：{roles}</translation>
    </message>
    <message>
        <source>it was closed more than {n} days ago: report it anew</source>
        <translation>结案已超过 {n} 天：请重新上报</translation>
    </message>
    <message>
        <source>it was reopened already: it goes on as {number}</source>
        <translation>已经重开：现为 {number}</translation>
    </message>
    <message>
        <source>only a closed incident is reopened: report this one anew</source>
        <translation>只有已结案的事件可以重开：请重新上报</translation>
    </message>
    <message>
        <source>write why the incident is reopened</source>
        <translation>请写明重开理由</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.reports</name>
    <message>
        <source>a report needs a key, so that sending it twice does not make two incidents</source>
        <translation>上报须带防重编号，以免重复提交成为两件</translation>
    </message>
    <message>
        <source>incident {number} is closed: report a new one, or have it reopened</source>
        <translation>事件 {number} 已结案：请另行报送，或申请重新办理</translation>
    </message>
    <message>
        <source>the caller's name has {n} characters; shorten it to {longest}</source>
        <translation>来电人姓名有 {n} 个字符，请缩短到 {longest} 个以内</translation>
    </message>
    <message>
        <source>the phone number has {n} characters; shorten it to {longest}</source>
        <translation>电话号码有 {n} 个字符，请缩短到 {longest} 个以内</translation>
    </message>
    <message>
        <source>this is no phone number: write digits, or leave the field empty</source>
        <translation>这不是电话号码：请填写数字，或留空</translation>
    </message>
    <message>
        <source>write what was said, or who called: an empty report adds nothing</source>
        <translation>请填写诉求内容或来电人：空白诉求无法追加</translation>
    </message>
    <message>
        <source>your role does not report incidents; ask an intake clerk to do it</source>
        <translation>您的角色不能上报事件；请由受理员上报</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.residence_keeping</name>
    <message>
        <source>Moved in on</source>
        <translation>入住日期</translation>
    </message>
    <message>
        <source>Moved out on</source>
        <translation>迁出日期</translation>
    </message>
    <message>
        <source>Nobody moves out before moving in ({day}).</source>
        <translation>迁出日期不得早于入住日期（{day}）。</translation>
    </message>
    <message>
        <source>Nothing differs from what stands there.</source>
        <translation>与现有记录没有差别。</translation>
    </message>
    <message>
        <source>Residence</source>
        <translation>居住</translation>
    </message>
    <message>
        <source>The person lived there until {day} already: a further stay begins then or later.</source>
        <translation>此人曾居住于此至 {day}：再次入住不得早于该日。</translation>
    </message>
    <message>
        <source>The person lives there already, since {day}: correct that line instead.</source>
        <translation>此人已在该房屋居住，入住日期：{day}。请更正原记录。</translation>
    </message>
    <message>
        <source>The place in household {number} goes on: end it, too, where it does not hold any more.</source>
        <translation>此人仍在户 {number}：如已不在该户，请一并登记离户。</translation>
    </message>
    <message>
        <source>This residence has ended already, on {day}: correct the line instead.</source>
        <translation>该居住关系已于 {day} 结束：请更正原记录。</translation>
    </message>
    <message>
        <source>This residence is not in the register any more. Open the card again.</source>
        <translation>该居住关系已不在册。请重新打开卡片。</translation>
    </message>
    <message>
        <source>Two homes at once, the other one is {premises}: the check of the registers finds it.</source>
        <translation>同时有两处现住地，另一处为 {premises}：数据核查会列出。</translation>
    </message>
    <message>
        <source>an unknown day</source>
        <translation>日期不详</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.resident_card</name>
    <message>
        <source>This value cannot be shown here.</source>
        <translation>该项不可在此显示。</translation>
    </message>
    <message>
        <source>is the head</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no (to the head: {relation})</source>
        <translation>否（为户主的{relation}）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>on record</source>
        <translation>有</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.responsibility</name>
    <message>
        <source>a line of the list was made of this ruling already</source>
        <translation>该裁定已转为清单条目</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>ruling of {day} by {who}: {reason}</source>
        <translation>{who} {day} 裁定：{reason}</translation>
    </message>
    <message>
        <source>the last day must lie after the first</source>
        <translation>失效日期必须晚于生效日期</translation>
    </message>
    <message>
        <source>the responsibility list is kept by the shift supervisor, the leader or the administrator</source>
        <translation>权责清单由值班长、领导或管理员维护</translation>
    </message>
    <message>
        <source>there is no such line in the responsibility list</source>
        <translation>权责清单中没有该条目</translation>
    </message>
    <message>
        <source>there is no such ruling in your area</source>
        <translation>您的辖区内没有该裁定</translation>
    </message>
    <message>
        <source>this line changed meanwhile. Your text is kept: check and send again</source>
        <translation>该条目已被他人变更。您填写的内容已保留，请核对后重新提交</translation>
    </message>
    <message>
        <source>this line says who is responsible outside your area: it is for the centre there</source>
        <translation>这条责任清单涉及您辖区以外：由当地中心维护</translation>
    </message>
    <message>
        <source>this ruling changed meanwhile: check and send again</source>
        <translation>该裁定已被他人改动，请核对后重新提交</translation>
    </message>
    <message>
        <source>write why the line ends</source>
        <translation>请写明终止该条目的原因</translation>
    </message>
    <message>
        <source>write why the ruling is not to be followed</source>
        <translation>请写明不再参照该裁定的原因</translation>
    </message>
    <message>
        <source>{who} ended this line at {time}. Your text is kept</source>
        <translation>{who}已于 {time} 终止该条目。您填写的内容已保留</translation>
    </message>
    <message>
        <source>{who} marked this ruling as not to be followed: {reason}</source>
        <translation>{who}已将该裁定标为不再参照：{reason}</translation>
    </message>
    <message>
        <source>“{subject}” goes to {one} from {day} on (entered by {who}): it cannot go to {other} from {from_day} on as well. Change or end that line first</source>
        <translation>“{subject}”自 {day} 起已归{one}负责（录入人：{who}），不能自 {from_day} 起又归{other}。请先变更或终止原条目</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.responsibility_check</name>
    <message>
        <source>no line says who does “{code} {name}” ({set})</source>
        <translation>清单未写明“{code} {name}”（{set}）由谁负责</translation>
    </message>
    <message>
        <source>“{subject}” → {unit} ends on {day} and no line follows</source>
        <translation>“{subject}” → {unit}将于 {day} 失效，且无后续条目</translation>
    </message>
    <message>
        <source>“{subject}”: there is no such division or grid any more</source>
        <translation>“{subject}”：该区划或网格已不存在</translation>
    </message>
    <message>
        <source>“{subject}”: this category is not in use any more</source>
        <translation>“{subject}”：该类别已停用</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.responsibility_words</name>
    <message>
        <source>name the unit that is responsible</source>
        <translation>请写明责任单位</translation>
    </message>
    <message>
        <source>several units are called “{text}”: give the code</source>
        <translation>有多个单位名为“{text}”，请填编码</translation>
    </message>
    <message>
        <source>the text has {n} characters; shorten it to {longest}</source>
        <translation>文字有 {n} 个字，请缩短到 {longest} 个以内</translation>
    </message>
    <message>
        <source>there is no category “{code}” in use in the set “{set}”</source>
        <translation>编码集“{set}”中没有在用的类别“{code}”</translation>
    </message>
    <message>
        <source>there is no set of categories “{set}”; there are: {known}</source>
        <translation>没有类别编码集“{set}”；现有：{known}</translation>
    </message>
    <message>
        <source>there is no source “{code}”; there are: {known}</source>
        <translation>没有来源“{code}”；现有：{known}</translation>
    </message>
    <message>
        <source>there is no unit “{text}”</source>
        <translation>没有单位“{text}”</translation>
    </message>
    <message>
        <source>“{code}” is neither a division nor a grid of this store</source>
        <translation>“{code}”不是本库中的区划或网格</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.returning</name>
    <message>
        <source>That look-up opened nobody: enter the number again.</source>
        <translation>那次查询没有打开任何人：请重新输入号码。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.roll_definitions</name>
    <message>
        <source>There is no roll “{key}”. There are: {known}.</source>
        <translation>没有名册“{key}”。可用：{known}。</translation>
    </message>
    <message>
        <source>age band</source>
        <translation>年龄段</translation>
    </message>
    <message>
        <source>the store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>“{word}” has no meaning here</source>
        <translation>“{word}”在此处没有意义</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.roll_files</name>
    <message>
        <source>A sheet holds {n} rows: write .csv instead.</source>
        <translation>一个工作表最多 {n} 行：请改用 .csv。</translation>
    </message>
    <message>
        <source>Export {id}: {n} rows · definition {key} {version}, {digest} · content {hash}</source>
        <translation>导出编号 {id}：{n} 行 · 定义 {key} 第 {version} 版，{digest} · 内容 {hash}</translation>
    </message>
    <message>
        <source>Personal data: for this purpose only, kept under lock, destroyed afterwards.</source>
        <translation>个人信息：仅限本用途，专人保管，用后销毁。</translation>
    </message>
    <message>
        <source>Serial no.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>nobody has approved this roll yet</source>
        <translation>此名册尚未批准</translation>
    </message>
    <message>
        <source>the approval of this roll has expired: ask for it again</source>
        <translation>此名册的批准已过期：请重新申请</translation>
    </message>
    <message>
        <source>this roll was refused: {why}</source>
        <translation>此名册已被拒绝：{why}</translation>
    </message>
    <message>
        <source>writing the roll</source>
        <translation>写入名册</translation>
    </message>
    <message>
        <source>{roll} on {day} · export {id} · written by {who} at {time} · approved by {approver} · for: {purpose}</source>
        <translation>{roll}，基准日 {day} · 导出编号 {id} · {who} 于 {time} 写出 · 批准人 {approver} · 用途：{purpose}</translation>
    </message>
    <message>
        <source>{who} asked for this roll: only {who} writes it</source>
        <translation>此名册由{who}申请，只能由{who}写出</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.rolls</name>
    <message>
        <source>a roll is asked for a day from {first} to {last}</source>
        <translation>名册的基准日应在 {first} 至 {last} 之间</translation>
    </message>
    <message>
        <source>nobody asked for columns without their masks in this roll</source>
        <translation>此名册未申请不脱敏的列</translation>
    </message>
    <message>
        <source>the roll {key} shows no column without its mask</source>
        <translation>名册 {key} 没有可不脱敏的列</translation>
    </message>
    <message>
        <source>there is no roll no. {id} in your area</source>
        <translation>您的辖区内没有第 {id} 号名册</translation>
    </message>
    <message>
        <source>this area is not within yours: name one that is, or none</source>
        <translation>此区域不在您的辖区内：请填辖区内的区域，或不填</translation>
    </message>
    <message>
        <source>this roll changed meanwhile. Your text is kept: check and send again</source>
        <translation>此名册已被他人更改。您的文字已保留：请核对后再次提交</translation>
    </message>
    <message>
        <source>write in at least {n} characters what the roll is for</source>
        <translation>请用至少 {n} 个字写明名册用途</translation>
    </message>
    <message>
        <source>write why the roll is refused</source>
        <translation>请写明拒绝理由</translation>
    </message>
    <message>
        <source>you asked for this roll yourself: somebody else decides</source>
        <translation>此名册由您本人申请：须由他人审批</translation>
    </message>
    <message>
        <source>{who} decided about this roll already</source>
        <translation>{who} 已审批此名册</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.routing</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>returned once: a ruling is awaited on who is responsible; it is for: {roles}</source>
        <translation>已退回 1 次，待裁定责任单位；裁定人：{roles}</translation>
    </message>
    <message>
        <source>returned {n} times: a ruling is awaited on who is responsible; it is for: {roles}</source>
        <translation>已退回 {n} 次，待裁定责任单位；裁定人：{roles}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.saved_filters</name>
    <message>
        <source>filters are saved only under an account of this store</source>
        <translation>只有本库的账号才能保存筛选</translation>
    </message>
    <message>
        <source>its area {code} does not exist any more</source>
        <translation>其中的区域 {code} 已不存在</translation>
    </message>
    <message>
        <source>its category {code} does not exist any more</source>
        <translation>其中的类别 {code} 已不存在</translation>
    </message>
    <message>
        <source>its unit does not exist any more</source>
        <translation>其中的单位已不存在</translation>
    </message>
    <message>
        <source>nothing is narrowed: set a filter first, then save it</source>
        <translation>当前没有筛选条件：请先筛选再保存</translation>
    </message>
    <message>
        <source>the rules of saved filters cannot be read: {what}</source>
        <translation>常用筛选规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of saved filters let nobody keep one</source>
        <translation>常用筛选规则不允许任何人保存</translation>
    </message>
    <message>
        <source>this filter has been removed meanwhile</source>
        <translation>该筛选已被删除</translation>
    </message>
    <message>
        <source>this filter was changed at another desk meanwhile: look at it again</source>
        <translation>该筛选已在其他坐席被修改：请重新查看</translation>
    </message>
    <message>
        <source>you have a filter “{name}” already: choose another name</source>
        <translation>您已有名为“{name}”的筛选：请换一个名称</translation>
    </message>
    <message>
        <source>you keep {n} filters already: remove one first</source>
        <translation>您已保存 {n} 个筛选：请先删除一个</translation>
    </message>
    <message>
        <source>your role may not share a filter so widely</source>
        <translation>您的角色不能在此范围共享筛选</translation>
    </message>
    <message>
        <source>{who} keeps this filter: save it under a name of your own to change it</source>
        <translation>该筛选由 {who} 保存：要修改请另存为自己的筛选</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.shown_fields</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已登记</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.situations</name>
    <message>
        <source>there is no standard “{text}” for this category</source>
        <translation>该类别没有标准“{text}”</translation>
    </message>
    <message>
        <source>this standard is no longer in force: choose the situation again</source>
        <translation>该标准已不再有效：请重新选择立案情形</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.staged_leftovers</name>
    <message>
        <source>not applied within {n} days</source>
        <translation>{n} 天内未入库</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.standard_following</name>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>say why the deadlines move, for example the notice of the new standard</source>
        <translation>请说明期限为何移动，例如新标准的通知</translation>
    </message>
    <message>
        <source>your role does not move deadlines: ask an administrator or the shift supervisor</source>
        <translation>您的角色不能移动期限：请联系管理员或值班长</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.step_hands</name>
    <message>
        <source>another unit holds this task: “{move}” is theirs</source>
        <translation>该任务由其他单位承办，“{move}”由其办理</translation>
    </message>
    <message>
        <source>“{move}” is for a unit that was called in and owes its answer</source>
        <translation>“{move}”由受邀且待反馈的会办单位办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.step_inputs</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the review date lies more than ten years ahead: check the year</source>
        <translation>复核日期在十年以后：请核对年份</translation>
    </message>
    <message>
        <source>the review date must lie in the future</source>
        <translation>复核日期必须晚于现在</translation>
    </message>
    <message>
        <source>there is no grid “{code}”</source>
        <translation>没有网格“{code}”</translation>
    </message>
    <message>
        <source>there is no unit “{text}”: choose one from the list</source>
        <translation>没有单位“{text}”：请从列表选择</translation>
    </message>
    <message>
        <source>{what}: {value}</source>
        <translation>{what}：{value}</translation>
    </message>
    <message>
        <source>“{move}” does not go to {unit}: choose one from the list</source>
        <translation>“{move}”不能交给{unit}：请从列表中选择</translation>
    </message>
    <message>
        <source>“{move}” needs an attachment: {what}. Add it (Ctrl+E) and send again</source>
        <translation>“{move}”须有附件：{what}。请添加（Ctrl+E）后再提交</translation>
    </message>
    <message>
        <source>“{move}” needs: {what}</source>
        <translation>“{move}”须填写：{what}</translation>
    </message>
    <message>
        <source>“{value}” is no answer to “{field}”: choose {choices}</source>
        <translation>“{value}”不是“{field}”的选项：请选{choices}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.steps</name>
    <message>
        <source>“{move}” needs an approval: apply for it</source>
        <translation>“{move}”需要审批：请提出申请</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.store_encryption</name>
    <message>
        <source>The folder of attachments {folder} cannot be written: {why}.</source>
        <translation>附件文件夹 {folder} 无法写入：{why}。</translation>
    </message>
    <message>
        <source>writing the file anew</source>
        <translation>重写文件</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.subject_papers</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Audit kept since</source>
        <translation>审计留存起始</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Incident or reason</source>
        <translation>事件编号或理由</translation>
    </message>
    <message>
        <source>Issued by (signature)</source>
        <translation>出具人（签字）</translation>
    </message>
    <message>
        <source>Lines in the audit</source>
        <translation>审计条数</translation>
    </message>
    <message>
        <source>Lists that named the person</source>
        <translation>列入检索名单</translation>
    </message>
    <message>
        <source>Looks at this person</source>
        <translation>查询明细</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查询事由</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Received by (signature)</source>
        <translation>领取人（签字）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>告知书编号</translation>
    </message>
    <message>
        <source>Report on look-ups of a person</source>
        <translation>个人信息查询情况告知书</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>The audit begins on {day}: earlier look-ups are not in it.</source>
        <translation>审计自 {day} 起留存，更早的查询不在其中。</translation>
    </message>
    <message>
        <source>The card of somebody else of the same household or building shows the person, masked, among those who live there: such a look is told to whom the card is about.</source>
        <translation>查询同户或同楼其他人的卡片时，会以脱敏方式列出同住人员；此类查询告知卡片所属的人。</translation>
    </message>
    <message>
        <source>This lists every look at the person with this number that the audit holds: who looked, when, for what purpose, and what was shown. Look-ups that found nobody, attempts that were refused and searches whose list named the person are listed, too; the making of this report is its newest line.</source>
        <translation>下表列出审计中对持此号码者的全部查询：何人、何时、因何事由、看到了什么。查无此人的查询、被拒绝的尝试和名单中列有本人的检索也在其中；出具本告知书为最新一条。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Value shown</source>
        <translation>所显示的项</translation>
    </message>
    <message>
        <source>What</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>What this lists</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>page {n} of {m}</source>
        <translation>第 {n} 页 共 {m} 页</translation>
    </message>
    <message>
        <source>{file}: name a file that ends in .pdf, .csv or .xlsx.</source>
        <translation>{file}：请写以 .pdf、.csv 或 .xlsx 结尾的文件名。</translation>
    </message>
    <message>
        <source>{number} · printed {time} by {who}</source>
        <translation>{number} · {time} 由 {who} 打印</translation>
    </message>
    <message>
        <source>{n} older lines stand in the table of this report only.</source>
        <translation>另有较早的 {n} 条仅列于本告知书的表格文件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.subject_report</name>
    <message>
        <source>Nothing is shown: this look-up does not stand in the audit.</source>
        <translation>不予显示：审计中没有本次查询的记录。</translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
    <message>
        <source>Who looked at a person is told by these roles only: {roles}.</source>
        <translation>查询情况只由下列角色告知本人：{roles}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.supervision_rules</name>
    <message>
        <source>evaluation_days must be 1 at least</source>
        <translation>evaluation_days 至少为 1</translation>
    </message>
    <message>
        <source>nobody may write or sign a handover</source>
        <translation>没有任何岗位可以填写或签收交接班</translation>
    </message>
    <message>
        <source>returns must be 1 at least</source>
        <translation>退回次数至少为 1</translation>
    </message>
    <message>
        <source>{file} cannot be used: {flaw}</source>
        <translation>{file} 不能使用：{flaw}</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.table_files</name>
    <message>
        <source>A sheet holds {n} rows: write .csv instead.</source>
        <translation>一个工作表最多 {n} 行：请改用 .csv。</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}. Name another file.</source>
        <translation>{file} 无法写入：{why}。请另选文件。</translation>
    </message>
    <message>
        <source>{file}: write to a name that ends in .csv or .xlsx.</source>
        <translation>{file}：文件名须以 .csv 或 .xlsx 结尾。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.tenure_keeping</name>
    <message>
        <source>A tenure does not end before it began ({day}).</source>
        <translation>房屋性质的结束日期不得早于开始日期（{day}）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Nothing differs from what stands there.</source>
        <translation>与现有记录没有差别。</translation>
    </message>
    <message>
        <source>Nothing is recorded of how these premises are held now.</source>
        <translation>该房屋目前没有性质记录。</translation>
    </message>
    <message>
        <source>On some of these days they are held otherwise: {what}. Correct that line first.</source>
        <translation>其间部分日期登记为其他性质：{what}。请先更正该记录。</translation>
    </message>
    <message>
        <source>Tenure</source>
        <translation>房屋性质</translation>
    </message>
    <message>
        <source>These premises are held so already, since {day}: correct that line instead.</source>
        <translation>房屋已登记为该性质，开始日期：{day}。请更正原记录。</translation>
    </message>
    <message>
        <source>They are held otherwise since {day}: a new tenure begins later, or that line is corrected.</source>
        <translation>自 {day} 起已登记为其他性质：新性质须晚于该日，或更正该记录。</translation>
    </message>
    <message>
        <source>They are let and no tenant is recorded: the check of the registers finds it.</source>
        <translation>房屋出租而无承租人登记：数据核查会列出。</translation>
    </message>
    <message>
        <source>This line of the tenure is not in the register any more. Open the premises again.</source>
        <translation>该房屋性质记录已不在册。请重新打开房屋。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>an unknown day</source>
        <translation>日期不详</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.tickets</name>
    <message>
        <source>Nothing is shown: this look-up does not stand in the audit.</source>
        <translation>不予显示：审计中没有本次查询的记录。</translation>
    </message>
    <message>
        <source>Role or area of this account were changed meanwhile: open the program again.</source>
        <translation>此账号的角色或辖区已变更，请重新打开程序。</translation>
    </message>
    <message>
        <source>The role of this account does not look residents up: duties are kept apart.</source>
        <translation>本账号的角色不可查询居民：职责须分离。</translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation>本账号未启用，请联系管理员。</translation>
    </message>
    <message>
        <source>This look-up is more than a minute old. Look the resident up again.</source>
        <translation>本次查询已超过一分钟，请重新查询。</translation>
    </message>
    <message>
        <source>{n} within {minutes} minutes are the limit. It goes on in {seconds} s.</source>
        <translation>{minutes} 分钟内最多 {n} 次，{seconds} 秒后可继续。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.unit_load</name>
    <message>
        <source>Given back all the same ({sentence}): {reason}</source>
        <translation>仍交回该单位（{sentence}）：{reason}</translation>
    </message>
    <message>
        <source>Named all the same ({sentence}): {reason}</source>
        <translation>仍予指定（{sentence}）：{reason}</translation>
    </message>
    <message>
        <source>There is no unit with the code “{code}”. See gridcenter unit list.</source>
        <translation>没有代码为“{code}”的单位。可用 gridcenter unit list 查看。</translation>
    </message>
    <message>
        <source>a free unit is free until something is said: leave the time out</source>
        <translation>空闲不设截止时间，请去掉时间</translation>
    </message>
    <message>
        <source>give the reason</source>
        <translation>请填写理由</translation>
    </message>
    <message>
        <source>the time until which the unit is not free must lie in the future</source>
        <translation>预计恢复时间须晚于现在</translation>
    </message>
    <message>
        <source>there is no such unit</source>
        <translation>没有这个单位</translation>
    </message>
    <message>
        <source>there is no unit “{text}”: choose one from the list</source>
        <translation>没有单位“{text}”：请从列表选择</translation>
    </message>
    <message>
        <source>{sentence}: choose another unit, or give the reason to go ahead all the same</source>
        <translation>{sentence}：请另选单位，或填写仍要指定的理由</translation>
    </message>
    <message>
        <source>{sentence}: give the reason to give the task back to it all the same</source>
        <translation>{sentence}：如仍要把任务交回该单位，请写明理由</translation>
    </message>
    <message>
        <source>“{most}” is no number of tasks: write a whole number, or nothing for that of its kind</source>
        <translation>“{most}” 不是任务数：请填整数，或留空按类型的上限</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.visit_rules</name>
    <message>
        <source>the rules of visits cannot be read: {what}</source>
        <translation>走访规则无法读取：{what}</translation>
    </message>
    <message>
        <source>the rules of visits name no reason, or one twice</source>
        <translation>走访规则没有缘由，或缘由重复</translation>
    </message>
    <message>
        <source>the rules of visits say for every outcome but “met” when somebody is due again</source>
        <translation>走访规则须为除“见到”以外的每种结果写明多少天后再列入</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.visits</name>
    <message>
        <source>A visit came to one of: {known}.</source>
        <translation>走访结果只能是：{known}。</translation>
    </message>
    <message>
        <source>Ask for</source>
        <translation>受访人</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>走访日期</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Last met</source>
        <translation>上次见到</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>There is no grid {code} in your area.</source>
        <translation>您的辖区内没有网格 {code}。</translation>
    </message>
    <message>
        <source>There is no such household or person in your area.</source>
        <translation>您的辖区内没有这一户或这个人。</translation>
    </message>
    <message>
        <source>There is no visit no. {id} in your area.</source>
        <translation>辖区内没有第 {id} 号走访。</translation>
    </message>
    <message>
        <source>This visit was corrected before: correct the line that replaced it.</source>
        <translation>该走访此前已更正：请更正替代它的记录。</translation>
    </message>
    <message>
        <source>Visits are listed and recorded by: {roles}.</source>
        <translation>走访清单由以下角色查看和登记：{roles}。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>masked list written to {file}</source>
        <translation>脱敏名单已写入 {file}</translation>
    </message>
    <message>
        <source>visit list</source>
        <translation>走访清单</translation>
    </message>
    <message>
        <source>{label}: at most {n} days back.</source>
        <translation>{label}：最多补录 {n} 天内的走访。</translation>
    </message>
    <message>
        <source>{label}: this day is still to come.</source>
        <translation>{label}：日期尚未到来。</translation>
    </message>
    <message>
        <source>{label}: write a day such as 2026-11-22.</source>
        <translation>{label}：请填写日期，例如 2026-11-22。</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.whole_store</name>
    <message>
        <source>this holds for every area, and your account is for one of them: ask the centre above</source>
        <translation>此项对所有辖区生效，而您的账号只属于其中一个辖区：请由上级中心办理</translation>
    </message>
</context>
<context>
    <name>gridcenter.settings</name>
    <message>
        <source>The setting “{name}” has an impossible value: {why}. Correct it in {path} or in the variable {variable}.</source>
        <translation>设置项“{name}”的值无效：{why}。请在 {path} 或环境变量 {variable} 中改正。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read: {why}. Correct it or delete it.</source>
        <translation>设置文件 {path} 无法读取：{why}。请改正或删除该文件。</translation>
    </message>
    <message>
        <source>a number of minutes from 0 to 480; 0 closes nothing</source>
        <translation>0 至 480 的分钟数；0 表示不收起</translation>
    </message>
    <message>
        <source>a percentage from 1 to 100; switch the sound off with sound = "off"</source>
        <translation>须为 1 至 100 的百分数；要关闭声音请写 sound = "off"</translation>
    </message>
    <message>
        <source>a text in quotation marks is wanted</source>
        <translation>应为加引号的文本</translation>
    </message>
    <message>
        <source>it is no TOML</source>
        <translation>不符合 TOML 格式</translation>
    </message>
    <message>
        <source>it is not written in UTF-8</source>
        <translation>不是 UTF-8 编码</translation>
    </message>
    <message>
        <source>it must be one of {known}</source>
        <translation>须为 {known} 之一</translation>
    </message>
    <message>
        <source>line {line}, column {column} is no TOML</source>
        <translation>第 {line} 行第 {column} 列不符合 TOML 格式</translation>
    </message>
    <message>
        <source>there is no time zone “{name}”</source>
        <translation>没有时区“{name}”</translation>
    </message>
    <message>
        <source>write the whole path, from the root or the drive on</source>
        <translation>请写完整路径，从根目录或盘符写起</translation>
    </message>
    <message>
        <source>{path} names an unknown setting “{name}”. Known are: {known}.</source>
        <translation>{path} 中的设置项“{name}”不存在。可用的有：{known}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.addresses</name>
    <message>
        <source>“{text}” is not an address of a store. Use a file such as sqlite:///district.db, or postgresql://user@server/database.</source>
        <translation>“{text}”不是数据库地址。请使用文件（如 sqlite:///district.db）或 postgresql://用户@服务器/库名。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.engine</name>
    <message>
        <source>Only an embedded store is encrypted by this program; on a server the administrator encrypts the disk.</source>
        <translation>本程序只加密内嵌数据库；服务器由管理员加密磁盘。</translation>
    </message>
    <message>
        <source>SQLite {version} can corrupt a shared store. Install sqlcipher3 0.6.4 or newer.</source>
        <translation>SQLite {version} 可能损坏共用的数据库。请安装 sqlcipher3 0.6.4 或更新版本。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be created: {why}. Choose another place for the store.</source>
        <translation>无法建立文件夹 {path}：{why}。请为数据库另选位置。</translation>
    </message>
    <message>
        <source>There is no store at {path}. Create it with: gridcenter init --store {path}</source>
        <translation>{path} 处没有数据库。请先建立：gridcenter init --store {path}</translation>
    </message>
    <message>
        <source>{path} is a folder or a device, not a store. Name a file in it or beside it.</source>
        <translation>{path} 是文件夹或设备，不是数据库文件。请指定其中或旁边的一个文件。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.failure_sentences</name>
    <message>
        <source>Somebody else worked on the same records at the same moment. Nothing was stored here: try again.</source>
        <translation>此刻有他人正在处理同一些记录，本次未写入任何内容：请重试。</translation>
    </message>
    <message>
        <source>The address {address} names a port or an option that does not exist. Correct it, for example: postgresql://user@server:5432/database</source>
        <translation>地址 {address} 中的端口或选项不存在。请改正，例如：postgresql://用户@服务器:5432/库名</translation>
    </message>
    <message>
        <source>The disk of the store at {address} could not be read or written: a quota, a limit on the size of files, or a fault of the disk. Nothing was changed; ask the administrator to look at the disk.</source>
        <translation>数据库 {address} 所在磁盘无法读写：可能是配额、文件大小限制或磁盘故障。未作任何更改；请管理员检查磁盘。</translation>
    </message>
    <message>
        <source>The disk of the store at {address} is full; nothing was written. Free some space and try again.</source>
        <translation>{address} 的数据库所在磁盘已满；没有写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The file at {address} is damaged or is not a store of this program. Restore a backup.</source>
        <translation>{address} 的文件已损坏，或不是本程序的数据库。请从备份恢复。</translation>
    </message>
    <message>
        <source>The server at {address} does not accept this user or password. Check both with the administrator.</source>
        <translation>{address} 的服务器不接受此用户名或密码。请与管理员核对。</translation>
    </message>
    <message>
        <source>The server at {address} does not answer. Check that it runs and that the network is up.</source>
        <translation>{address} 的服务器没有应答。请检查服务器是否运行、网络是否连通。</translation>
    </message>
    <message>
        <source>The server at {address} does not give this user the right to do this; nothing was done. Ask the administrator for it.</source>
        <translation>{address} 的服务器未授予该用户此项操作的权限，未做任何更改。请向管理员申请权限。</translation>
    </message>
    <message>
        <source>The server has no such database: {address}. Let the administrator create it (createdb), then run: gridcenter init --store …</source>
        <translation>服务器上没有这个数据库：{address}。请管理员先建库（createdb），再运行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The store at {address} cannot be opened. Check that its folder exists and that you may read and write there.</source>
        <translation>无法打开数据库 {address}。请检查其所在文件夹是否存在、是否可读写。</translation>
    </message>
    <message>
        <source>The store at {address} is locked by another program. Close that program or try again.</source>
        <translation>{address} 的数据库被其他程序锁定。请关闭该程序或稍后重试。</translation>
    </message>
    <message>
        <source>The store at {address} is read-only. Ask for the right to write to this file or database.</source>
        <translation>{address} 的数据库是只读的。请申请该文件或数据库的写入权限。</translation>
    </message>
    <message>
        <source>The text holds a character that belongs to no text. Type it again instead of pasting it.</source>
        <translation>文本中含有不属于任何文字的字符，请不要粘贴，重新输入。</translation>
    </message>
    <message>
        <source>There is no store of this program at {address}. Create it with: gridcenter init --store …</source>
        <translation>{address} 处没有本程序的数据库。请先建立：gridcenter init --store …</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.failures</name>
    <message>
        <source>Somebody else changed this record meanwhile. Read it again and repeat your step.</source>
        <translation>此记录刚被他人修改。请重新读取后再操作。</translation>
    </message>
    <message>
        <source>Somebody else stored the same records just now. Nothing was stored here: try again.</source>
        <translation>他人刚刚存入了相同的记录。此处没有任何内容入库：请重试。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.figures_counts</name>
    <message>
        <source>some incidents came without a clock of their filing, so in time cannot be told</source>
        <translation>部分事件没有立案时限钟的记录，无法判断是否按时</translation>
    </message>
    <message>
        <source>the store does not keep what “{key}” counts</source>
        <translation>本库没有“{key}”所需的数据</translation>
    </message>
    <message>
        <source>the store does not keep whether a hotline caller was contacted</source>
        <translation>本库不记录热线来电人是否已联系</translation>
    </message>
    <message>
        <source>tickets of the hotline are not kept apart in this store</source>
        <translation>本库未单独保存热线工单</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.keys</name>
    <message>
        <source>Others can read the key file {path}. Take that right away first: chmod 600 {path}</source>
        <translation>密钥文件 {path} 可被他人读取。请先收回该权限：chmod 600 {path}</translation>
    </message>
    <message>
        <source>The key file {path} cannot be used: {why}. Correct it, or name another with the setting key_file.</source>
        <translation>密钥文件 {path} 无法使用：{why}。请更正，或用设置 key_file 指定另一个。</translation>
    </message>
    <message>
        <source>it is not written in UTF-8</source>
        <translation>不是 UTF-8 编码</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.network_paths</name>
    <message>
        <source>{path} lies on a network folder ({kind}), where an embedded store gets corrupted. Use a local disk, or a PostgreSQL server for several desks.</source>
        <translation>{path} 位于网络文件夹（{kind}），嵌入式数据库放在那里会损坏。请改用本地磁盘；多席位共用请使用 PostgreSQL 服务器。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.resealing</name>
    <message>
        <source>The copy of {address} does not hold what the store holds. Nothing was changed.</source>
        <translation>{address} 的副本与原库不一致，未做任何更改。</translation>
    </message>
    <message>
        <source>The store at {address} could not be written anew: {why}. It is as it was.</source>
        <translation>数据库 {address} 未能重写：{why}。原库未变。</translation>
    </message>
    <message>
        <source>The store at {address} has its new form. What is left of its attachments in the former one goes when it is opened next: {why}</source>
        <translation>{address} 的数据库已转换完成。附件中尚未清理的旧形式将在下次打开时清理：{why}</translation>
    </message>
    <message>
        <source>The store at {address} is encrypted already.</source>
        <translation>数据库 {address} 已经加密。</translation>
    </message>
    <message>
        <source>The store at {address} is not encrypted.</source>
        <translation>数据库 {address} 未加密。</translation>
    </message>
    <message>
        <source>There is no store at {path}. Create it with: gridcenter init --store {path}</source>
        <translation>{path} 处没有数据库。请先建立：gridcenter init --store {path}</translation>
    </message>
    <message>
        <source>{address} is a server: its administrator encrypts the disk, not this program.</source>
        <translation>{address} 是服务器：由其管理员加密磁盘，本程序不处理。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.revisions</name>
    <message>
        <source>The store at {address} has schema {found}, this program needs {needed}. Let the administrator run: gridcenter upgrade</source>
        <translation>{address} 的数据库结构版本为 {found}，本程序需要 {needed}。请管理员执行：gridcenter upgrade</translation>
    </message>
    <message>
        <source>The store at {address} is empty. Prepare it with: gridcenter init --store …</source>
        <translation>{address} 的数据库是空的。请先执行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The store at {address} was written by a newer program (schema {found}). Update this program; the store was not touched.</source>
        <translation>{address} 的数据库由更新版本的程序写成（结构版本 {found}）。请升级本程序；数据库未作任何改动。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.sealed</name>
    <message>
        <source>The file at {address} is encrypted, or is no store at all: the key file {file} has no key for it. Put its key file back, or name it with the setting key_file.</source>
        <translation>{address} 已加密，或根本不是数据库：密钥文件 {file} 中没有它的密钥。请放回它的密钥文件，或用设置 key_file 指定。</translation>
    </message>
    <message>
        <source>The key in {file} does not open the store at {address}: the key is wrong or the file is damaged. Put back the right key file, or restore a backup.</source>
        <translation>{file} 中的密钥打不开数据库 {address}：密钥不对，或文件已损坏。请放回正确的密钥文件，或恢复备份。</translation>
    </message>
    <message>
        <source>The store at {address} cannot be read: {why}. Ask for the right to read this file.</source>
        <translation>数据库 {address} 无法读取：{why}。请申请读取该文件的权限。</translation>
    </message>
    <message>
        <source>The store at {address} is not encrypted, and an encrypted one is asked for. Encrypt it with: gridcenter store encrypt; or leave out --encrypt and the setting key_file.</source>
        <translation>数据库 {address} 未加密，而要求的是加密库。请用 gridcenter store encrypt 加密；或去掉 --encrypt 和设置 key_file。</translation>
    </message>
</context>
</TS>
