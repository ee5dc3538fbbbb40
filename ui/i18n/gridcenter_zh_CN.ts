<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>gridcenter.cli</name>
    <message>
        <source>GridCenter: the desktop program of a grid-management command centre.</source>
        <translation>GridCenter：网格化服务管理指挥中心桌面程序。</translation>
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
    <message>
        <source>Something unexpected happened (number {number}). Nothing more was done; details are in {folder}.</source>
        <translation>发生了意外错误（编号 {number}）。未再执行任何操作；详情见 {folder}。</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.bench</name>
    <message>
        <source>Measure this machine: start, feed, map, lookup or import.</source>
        <translation>测量本机性能：start、feed、map、lookup 或 import。</translation>
    </message>
    <message>
        <source>start, feed, map, lookup or import</source>
        <translation>start、feed、map、lookup 或 import</translation>
    </message>
    <message>
        <source>write the figures to this file too</source>
        <translation>同时把数据写入此文件</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.context</name>
    <message>
        <source>address of the store: a file, sqlite:///file.db or postgresql://user@server/database</source>
        <translation>数据库地址：一个文件、sqlite:///文件.db 或 postgresql://用户@服务器/库名</translation>
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
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>异常</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.store</name>
    <message>
        <source>Create the store; a store that is there already is left as it is.</source>
        <translation>建立数据库；已有的数据库保持不变。</translation>
    </message>
    <message>
        <source>Bring a store to the schema of this program (administrator).</source>
        <translation>把数据库升级到本程序的结构版本（管理员）。</translation>
    </message>
    <message>
        <source>Say whether the store answers and fits this program.</source>
        <translation>检查数据库能否连接、是否与本程序相符。</translation>
    </message>
    <message>
        <source>The store was there already: {address}</source>
        <translation>数据库已经存在：{address}</translation>
    </message>
    <message>
        <source>Store created: {address}</source>
        <translation>数据库已建立：{address}</translation>
    </message>
    <message>
        <source>The store at {address} is empty. Prepare it with: gridcenter init --store …</source>
        <translation>{address} 的数据库是空的。请先执行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The schema is {after} already.</source>
        <translation>结构版本已经是 {after}。</translation>
    </message>
    <message>
        <source>Schema {before} is now {after}.</source>
        <translation>结构版本已由 {before} 升级到 {after}。</translation>
    </message>
    <message>
        <source>answer as JSON</source>
        <translation>以 JSON 输出</translation>
    </message>
    <message>
        <source>store</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>可连接</translation>
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
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>gridcenter.commands.window</name>
    <message>
        <source>Write a picture of each page of the window, without showing it.</source>
        <translation>不显示窗口，把每个页面存成图片。</translation>
    </message>
    <message>
        <source>folder for the pictures</source>
        <translation>存放图片的文件夹</translation>
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
        <source>colours; the setting when left out</source>
        <translation>配色；省略时按设置</translation>
    </message>
    <message>
        <source>language of the pages</source>
        <translation>页面语言</translation>
    </message>
    <message>
        <source>“{text}” is no size of a window: write for example 1920x1080, at least 1024x600.</source>
        <translation>“{text}”不是窗口尺寸：请写成 1920x1080 这样的形式，最小 1024x600。</translation>
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
        <source>{n} incidents, from report to closing</source>
        <translation>{n} 件，上报至结案</translation>
    </message>
    <message>
        <source>Time to close</source>
        <translation>结案用时分布</translation>
    </message>
    <message>
        <source>median and 90% beside the mean</source>
        <translation>均值之旁列中位与九成</translation>
    </message>
    <message>
        <source>Nothing closed in this period</source>
        <translation>本期没有结案事件</translation>
    </message>
    <message>
        <source>median {time}</source>
        <translation>中位 {time}</translation>
    </message>
    <message>
        <source>mean {time}</source>
        <translation>均值 {time}</translation>
    </message>
    <message>
        <source>90% {time}</source>
        <translation>九成 {time}</translation>
    </message>
    <message>
        <source>&lt;{n} h</source>
        <translation>&lt;{n} 时</translation>
    </message>
    <message>
        <source>≥{n} d</source>
        <translation>≥{n} 天</translation>
    </message>
    <message>
        <source>{a}–{b} h</source>
        <translation>{a}–{b} 时</translation>
    </message>
    <message>
        <source>{a}–{b} d</source>
        <translation>{a}–{b} 天</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.pareto</name>
    <message>
        <source>{n} in all, most first</source>
        <translation>共 {n} 件，从多到少</translation>
    </message>
    <message>
        <source>Open by category</source>
        <translation>在办类别</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>running</source>
        <translation>累计</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.red_board</name>
    <message>
        <source>by responsible unit, {n} in all</source>
        <translation>按责任单位，共 {n} 件</translation>
    </message>
    <message>
        <source>Red board</source>
        <translation>红灯榜</translation>
    </message>
    <message>
        <source>open Supervision</source>
        <translation>打开监察</translation>
    </message>
    <message>
        <source>No red incidents</source>
        <translation>没有红灯事件</translation>
    </message>
    <message>
        <source>longest overdue</source>
        <translation>超时最久</translation>
    </message>
    <message>
        <source>responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>count</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>{n} more units</source>
        <translation>其余 {n} 个单位</translation>
    </message>
    <message>
        <source>no unit yet</source>
        <translation>尚未派遣</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.series</name>
    <message>
        <source>{m}/1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{m}/16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half months, {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the axis does not start at zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>* {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures in this period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now {figure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a year ago {figure}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.trend</name>
    <message>
        <source>until {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>Reported and closed today</source>
        <translation>今日上报与结案</translation>
    </message>
    <message>
        <source>by hour, incidents</source>
        <translation>按小时，件</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Until {time}: {reported} reported, usually {usual} by now; {closed} closed</source>
        <translation>截至 {time}：上报 {reported} 件，四周同期中位 {usual} 件；结案 {closed} 件</translation>
    </message>
    <message>
        <source>reported {n}</source>
        <translation>上报 {n}</translation>
    </message>
    <message>
        <source>closed {n}</source>
        <translation>结案 {n}</translation>
    </message>
    <message>
        <source>4-week median</source>
        <translation>四周中位</translation>
    </message>
    <message>
        <source>{h}:00</source>
        <translation>{h}时</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.charts.wording</name>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 时</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 时 {m} 分</translation>
    </message>
    <message>
        <source>{d} days {h} h</source>
        <translation>{d} 天 {h} 时</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_commands</name>
    <message>
        <source>Incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_dialogs</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text and panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept for this account on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About GridCenter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk and the wall of a grid-management command centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apache License 2.0. Built with Qt for Python, Leaflet and pyqtgraph under their own licences.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_status_bar</name>
    <message>
        <source>Change {n}</source>
        <translation>变更序号 {n}</translation>
    </message>
    <message>
        <source>On duty: {name} ({role})</source>
        <translation>值班：{name}（{role}）</translation>
    </message>
    <message>
        <source>On duty: {name}</source>
        <translation>值班：{name}</translation>
    </message>
    <message>
        <source>Keys: {keys}</source>
        <translation>键盘：{keys}</translation>
    </message>
    <message>
        <source>Demo data, all synthetic</source>
        <translation>演示数据，全部为合成</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_store_clock</name>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
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
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
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
        <source>{month}/{day} {weekday}</source>
        <translation>{month}月{day}日 {weekday}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.frame_top_bar</name>
    <message>
        <source>live · data {s} s ago</source>
        <translation>实时 · 数据 {s} 秒前</translation>
    </message>
    <message>
        <source>standing still · data {s} s ago</source>
        <translation>停滞 · 数据 {s} 秒前</translation>
    </message>
    <message>
        <source>Find incidents, places, grids, commands</source>
        <translation>查找事件、地址、网格、命令</translation>
    </message>
    <message>
        <source>Command box</source>
        <translation>命令框</translation>
    </message>
    <message>
        <source>Area shown</source>
        <translation>显示范围</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.live_feed</name>
    <message>
        <source>The live feed failed; it starts again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.details</name>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>No grid chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a grid on the map, or find one by its code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not read the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Community</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vacant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Households</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>Incidents here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No incidents here</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>Everything reported has been dealt with.</source>
        <translation>已上报的事件均已办结。</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.finder</name>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Division</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address, building, grid or component code, lon, lat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing searched yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works without a network: places come from the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked for: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.layers</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the grids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also shown</source>
        <translation type="unfinished"></translation>
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
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Names and counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Water, parks and roads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.look</name>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
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
        <source>Show the whole district</source>
        <translation>显示全区</translation>
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
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Closed late</source>
        <translation>迟结</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.map.measures</name>
    <message>
        <source>Open incidents per grid</source>
        <translation>每网格在办件数</translation>
    </message>
    <message>
        <source>Red incidents per grid</source>
        <translation>每网格红灯件数</translation>
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
        <source>Red incidents per community</source>
        <translation>每社区红灯件数</translation>
    </message>
    <message>
        <source>Open and on time per community, %</source>
        <translation>每社区在办按期率 %</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.models.queue</name>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Why here</source>
        <translation>排序理由</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.map</name>
    <message>
        <source>Ctrl+F finds a place · arrows and + − move the map · Enter chooses a grid · Esc takes back one filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{c} communities · {g} grids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.overview</name>
    <message>
        <source>J/K up and down · Enter opens · Ctrl+C copies rows · Esc takes back one filter</source>
        <translation>J/K 上下 · Enter 打开 · Ctrl+C 复制行 · Esc 清除一个筛选</translation>
    </message>
    <message>
        <source>data stopped at {time}</source>
        <translation>数据停在 {time}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents</name>
    <message>
        <source>Nobody is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter an ID number at the left; purpose and incident come first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody with this number in your area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question stands in the audit. Check the number, or ask the neighbouring area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No household is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was open for {n} minutes. Look up again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_card</name>
    <message>
        <source>{n} items; what is unknown or not permitted is not listed beyond these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masked fields cannot be searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aged {band}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demo · synthetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citizen ID number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose: {purpose} · {ground}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_family</name>
    <message>
        <source>Household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} persons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved out {month}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_fields</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sources differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no right to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown, masked in {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_form</name>
    <message>
        <source>Resident look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only with a purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citizen ID number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the marked digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the whole ID number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose, incident and every value shown are written to the audit first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.pages.residents_lists</name>
    <message>
        <source>{month} to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Premises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From – to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>history is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No residence is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and ages are masked. Opening a person needs a purpose of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is recorded here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {total} residents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>committed before anything is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown: {item}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>60 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look-ups within the hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beyond {n} they are slowed down.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.id_box</name>
    <message>
        <source>{n} characters, check digit right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date of birth possible</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.kpi_figures</name>
    <message>
        <source>{n} h</source>
        <translation>{n} 时</translation>
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
        <source>{n} on yesterday</source>
        <translation>较昨日此时 {n}</translation>
    </message>
    <message>
        <source>{n} grids</source>
        <translation>{n} 个网格</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>{n} units</source>
        <translation>{n} 个单位</translation>
    </message>
    <message>
        <source>{n} in the last hour</source>
        <translation>近 1 小时 {n}</translation>
    </message>
    <message>
        <source>Red lights</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>{n} turn red within 2 hours</source>
        <translation>2 小时内将转红 {n}</translation>
    </message>
    <message>
        <source>Yellow lights</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>four-week median {n} by now</source>
        <translation>四周中位 {n}（同一时刻）</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>median {median} · 90% {p90}</source>
        <translation>中位用时 {median} · 九成 {p90}</translation>
    </message>
    <message>
        <source>In time today</source>
        <translation>今日按期处置率</translation>
    </message>
    <message>
        <source>nothing was due yet</source>
        <translation>今日尚无到期</translation>
    </message>
    <message>
        <source>a week ago {p}%</source>
        <translation>上周同日 {p}%</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.lookup_ground</name>
    <message>
        <source>Purpose (required)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, without an incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a purpose first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the incident, or write the reason in at least {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Resident look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose and ground stand in the audit before anything is shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.lookup_tile</name>
    <message>
        <source>Resident look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citizen ID number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.map_panel</name>
    <message>
        <source>{c} communities · {g} grids · click a grid to narrow</source>
        <translation>{c} 个社区 · {g} 个网格 · 点网格即筛选</translation>
    </message>
    <message>
        <source>Grid map</source>
        <translation>网格地图</translation>
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
        <source>On-time rate</source>
        <translation>按期率</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.queue_view</name>
    <message>
        <source>Red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Closed late</source>
        <translation>迟结</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Esc clears</source>
        <translation>Esc 清除</translation>
    </message>
    <message>
        <source>Incident queue</source>
        <translation>事件队列</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} 条新</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>Everything reported has been dealt with.</source>
        <translation>已上报的事件均已办结。</translation>
    </message>
    <message>
        <source>Under the present filter: {words}</source>
        <translation>按当前筛选：{words}</translation>
    </message>
    <message>
        <source>No incidents here</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>{first}–{last} of {total}</source>
        <translation>{total} 件中的 {first}–{last}</translation>
    </message>
</context>
<context>
    <name>gridcenter.desktop.widgets.states</name>
    <message>
        <source>Outside your area</source>
        <translation>不在您的范围</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
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
    <name>gridcenter.desktop.window</name>
    <message>
        <source>Data stopped at {time}, {s} s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reconnecting, attempt {n}; what is shown stays, nothing can be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store has not answered for some seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store did not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About GridCenter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Retry the store now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GridCenter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.calendars</name>
    <message>
        <source>working hours “{text}” cannot be read: write them as 08:00-12:00</source>
        <translation>工作时段“{text}”无法识别：请写成 08:00-12:00</translation>
    </message>
    <message>
        <source>the calendar's working hours are empty or overlap: give them in order</source>
        <translation>工作日历的时段为空或重叠：请按先后填写</translation>
    </message>
    <message>
        <source>the calendar has no working weekday: give numbers from 1 (Monday) to 7</source>
        <translation>工作日历没有工作日：请填 1（星期一）至 7</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.clocks</name>
    <message>
        <source>the clock has no segment: it cannot have a deadline</source>
        <translation>时限钟没有计时段，无法得出期限</translation>
    </message>
    <message>
        <source>a segment of the clock ends before it starts: check this machine's time</source>
        <translation>时限钟有一段的止早于起：请检查本机时间</translation>
    </message>
    <message>
        <source>two segments of the clock overlap: its ledger must be repaired</source>
        <translation>时限钟有两段重叠：须修复计时台账</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>until now</source>
        <translation>至现在</translation>
    </message>
    <message>
        <source>working hours</source>
        <translation>工作时间</translation>
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
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>public holiday</source>
        <translation>节假日</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.datum</name>
    <message>
        <source>“{datum}” is not a known datum of coordinates. Known are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.flow</name>
    <message>
        <source>the flow “{flow}” has no move “{action}”</source>
        <translation>流程“{flow}”没有动作“{action}”</translation>
    </message>
    <message>
        <source>“{move}” is for the {role}</source>
        <translation>“{move}”由{role}办理</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>“{move}” is not possible: the incident is {state} and nothing follows</source>
        <translation>不能“{move}”：事件{state}，已无后续动作</translation>
    </message>
    <message>
        <source>“{move}” is not possible while the incident is {state}; from here: {ways}</source>
        <translation>事件{state}，不能“{move}”；当前可办：{ways}</translation>
    </message>
    <message>
        <source>the flow cannot be read: {what}</source>
        <translation>流程无法读取：{what}</translation>
    </message>
    <message>
        <source>the flow “{flow}” has flaws: {flaws}</source>
        <translation>流程“{flow}”有缺陷：{flaws}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>the move “{move}” has no role that the flow knows</source>
        <translation>动作“{move}”没有流程内的角色</translation>
    </message>
    <message>
        <source>the move “{move}” requires “{input}”, which is not described</source>
        <translation>动作“{move}”要求“{input}”，但未说明该项</translation>
    </message>
    <message>
        <source>the state “{state}” is used but not described</source>
        <translation>状态“{state}”被使用但未说明</translation>
    </message>
    <message>
        <source>the move “{move}” is barred after “{other}”, which does not exist</source>
        <translation>动作“{move}”须回避“{other}”，而该动作不存在</translation>
    </message>
    <message>
        <source>the move “{move}” counts “{tally}”, which no incident counts</source>
        <translation>动作“{move}”计入“{tally}”，事件没有该计数</translation>
    </message>
    <message>
        <source>the move “{move}” leaves “{state}” twice</source>
        <translation>动作“{move}”从“{state}”出发重复</translation>
    </message>
    <message>
        <source>the state “{state}” cannot be reached</source>
        <translation>状态“{state}”无法到达</translation>
    </message>
    <message>
        <source>the state “{state}” is final but a move leaves it</source>
        <translation>状态“{state}”是终态却有动作离开</translation>
    </message>
    <message>
        <source>no move leaves the state “{state}”</source>
        <translation>状态“{state}”没有任何出路</translation>
    </message>
    <message>
        <source>the state “{state}” has no limit</source>
        <translation>状态“{state}”没有时限</translation>
    </message>
    <message>
        <source>the clock “{clock}” starts in a state in which it does not run</source>
        <translation>时限钟“{clock}”在不计时的状态起算</translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.identity</name>
    <message>
        <source>“{char}” does not occur here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} characters: a credit code has 18</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position {n}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>positions {first}–{last}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number was entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} characters: a number has 18, on old cards 15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number begins with 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X stands only in the last place, the 18th</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{char}” is no digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no year of birth {year}: it lies between {first} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no month {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the year of birth begins with 18, 19 or 20, not with {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month {month} of {year} has no day {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the date of birth lies in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check character does not fit: one of the characters is wrong, or two are swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prefix {prefix}: for demonstrations, never assigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prefix {prefix} is in no known edition of the divisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written in 18 places; old cards had 15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ends in 000: make sure that no spreadsheet has rounded it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a spreadsheet has rounded this number to 15 digits, the last ones are lost: set the column to text and take the numbers from their source again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.domain.queue</name>
    <message>
        <source>parked</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>red · {words}</source>
        <translation>红 · {words}</translation>
    </message>
    <message>
        <source>about to turn red · {words}</source>
        <translation>将转红 · {words}</translation>
    </message>
    <message>
        <source>about to turn red</source>
        <translation>将转红</translation>
    </message>
    <message>
        <source>on time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>急要件</translation>
    </message>
    <message>
        <source>extraordinarily serious</source>
        <translation>特别重大</translation>
    </message>
    <message>
        <source>serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>someone vulnerable involved</source>
        <translation>涉需照护人员</translation>
    </message>
    <message>
        <source>report no. {n}</source>
        <translation>第 {n} 次上报</translation>
    </message>
    <message>
        <source>longest overdue</source>
        <translation>超时最久</translation>
    </message>
    <message>
        <source>overdue, place {n}</source>
        <translation>超时第 {n} 久</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
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
        <source>{d} working day {h} h</source>
        <translation>{d} 工作日 {h} 时</translation>
    </message>
    <message>
        <source>{d} working days {h} h</source>
        <translation>{d} 工作日 {h} 时</translation>
    </message>
    <message>
        <source>{d} day {h} h</source>
        <translation>{d} 天 {h} 时</translation>
    </message>
    <message>
        <source>{d} days {h} h</source>
        <translation>{d} 天 {h} 时</translation>
    </message>
</context>
<context>
    <name>gridcenter.self_check</name>
    <message>
        <source>files of the program</source>
        <translation>程序文件</translation>
    </message>
    <message>
        <source>Chinese and English</source>
        <translation>中文和英文</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>a new store</source>
        <translation>新建数据库</translation>
    </message>
    <message>
        <source>Qt and its web engine</source>
        <translation>Qt 及网页引擎</translation>
    </message>
    <message>
        <source>the map's page</source>
        <translation>地图页面</translation>
    </message>
    <message>
        <source>a Chinese font</source>
        <translation>中文字体</translation>
    </message>
    <message>
        <source>missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>{n} sentences have no Chinese</source>
        <translation>{n} 句没有中文</translation>
    </message>
    <message>
        <source>{n} sentences</source>
        <translation>{n} 句</translation>
    </message>
    <message>
        <source>{found} is older than {needed}</source>
        <translation>{found} 低于 {needed}</translation>
    </message>
    <message>
        <source>schema {revision}</source>
        <translation>结构版本 {revision}</translation>
    </message>
    <message>
        <source>it asks for an outside address: {text}</source>
        <translation>请求了外部地址：{text}</translation>
    </message>
    <message>
        <source>{n} bytes, nothing from outside</source>
        <translation>{n} 字节，不含外部地址</translation>
    </message>
    <message>
        <source>none is installed: install for example fonts-noto-cjk</source>
        <translation>未安装：请安装例如 fonts-noto-cjk</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.accounts</name>
    <message>
        <source>There is no account “{login}” in this store. Correct `account` in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This store has no account yet. Prepare it with: gridcenter init --store …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.desk_facts</name>
    <message>
        <source>Grid centre</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.flows</name>
    <message>
        <source>there is no flow “{flow}”</source>
        <translation>没有流程“{flow}”</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.area_catalogue</name>
    <message>
        <source>Added below {code}, because the store did not know them: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no whole number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.categories</name>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a category cannot stand above itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the categories stand above each other in a circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no category with this code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.category_catalogue</name>
    <message>
        <source>empty, but needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The category code {code} stands for “{one}” and for “{other}”: kept apart by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several categories are called so: add the column “{column}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such category in the store: import the categories first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.cells</name>
    <message>
        <source>a single value is wanted, not a list or an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a character that belongs to no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither yes nor no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date such as 2026-11-22</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no time such as 2026-11-22 14:30</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.columns</name>
    <message>
        <source>The column “{field}” is missing. The file has: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.delimited</name>
    <message>
        <source>{file} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is no table: it holds binary data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a damaged gzip file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{encoding}” is no known encoding. Try utf-8 or gb18030.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is text neither in UTF-8 nor in GB18030. Save it as UTF-8, or name its encoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not written in {encoding}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is damaged or cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} unpacks to far more than it should: refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, from line {line}: a quotation mark is opened and never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: a quotation mark stands in the wrong place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has the column “{column}” more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the row has {n} cells, the header has {m}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.division_codes</name>
    <message>
        <source>levels go from 1 (province) to 5 (community)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither 2, 4, 6, 9 nor 12 digits: state its level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.divisions</name>
    <message>
        <source>a code of 1 to {n} characters is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{polygons} polygons make {n} divisions: those with the same code were joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no name for {code}: the code stands in until a table of divisions is imported.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.geojson</name>
    <message>
        <source>{file} holds no features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is larger than {n} MB: split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: this is no JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds a number that is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no number in JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number {text} is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the member “{name}” stands twice in one object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is JSON, but no GeoJSON: it needs a FeatureCollection, a Feature or a geometry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n} is no Feature</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.grids</name>
    <message>
        <source>{file} is a table: grids come with their areas, as GeoJSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a code of 1 to {n} characters is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: a grid needs an area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{polygons} polygons make {n} grids: those with the same code were joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added from the file, because the store did not know them: {n} streets, {m} communities.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.incidents</name>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed before it was reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no state that is known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state and closing time contradict each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goes from 1 (ordinary) to 4 (extraordinarily serious)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longitude and latitude belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such grid in the store: import the grids first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such division in the store: import it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported from {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names no closing times: its cases stand open, with the outcome it gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an incident reported in this program has this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.opening</name>
    <message>
        <source>{file} is no table but a file of type {type}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} may not be read by you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is damaged or cut off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.persons</name>
    <message>
        <source>the number stands as a figure, not as text: set the column to text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty, but needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither 男 (1) nor 女 (2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the ID number says otherwise: one of the two is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no code and no name of the code set {set}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.premises</name>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>premises cannot stand in themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longitude and latitude belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are no premises with this code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known; known are: {known}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.presets</name>
    <message>
        <source>There is no preset “{name}”. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {name} is for {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.records</name>
    <message>
        <source>{file} has coordinates: say in which datum they are, with --datum {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns not used: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns left out because this register does not keep such facts: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.rejects</name>
    <message>
        <source>The rejects file {file} cannot be written: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.run</name>
    <message>
        <source>{file} holds shapes: only divisions and grids are imported from GeoJSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeats line {line}: the first one counts, this one is not stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equals line {line} in everything but the number: stored and linked to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>twin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.shapes</name>
    <message>
        <source>feature {n}: an empty area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: an area is wanted, not {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: a ring has fewer than four points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: a ring is not closed, it ends at {lon}, {lat}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: a position is no pair of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lon}, {lat} lies outside the globe: longitude stands first, they seem to be swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lon}, {lat} lies outside the globe: degrees are wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: the outline crosses itself at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: the outline touches itself at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: a hole lies outside its area at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: one polygon lies in another at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature {n}: the outline is broken at {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.standards</name>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a limit above zero is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no unit of limits; known are: {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such category in the store, and the file gives no name for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added from the file, because the store did not know them: {n} categories.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.unit_catalogue</name>
    <message>
        <source>several units are called so: give the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such unit in the store: import the units first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {code} has several names in the file, kept as units of their own: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.units</name>
    <message>
        <source>longer than {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no kind of unit; known are: {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no unit with this code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.whereabouts</name>
    <message>
        <source>no such grid in the store: import the grids first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such division in the store: import it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the grid belongs to another community</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.importing.workbooks</name>
    <message>
        <source>{file} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} unpacks to far more than it should: refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is locked by a password: save it without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a damaged workbook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has the column “{column}” more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the sheet “{sheet}” was read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.indicators</name>
    <message>
        <source>the period ends before it begins: choose a last day on or after {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no indicator “{key}” in this store</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.intake</name>
    <message>
        <source>the place lies outside your area; report it to the centre in charge</source>
        <translation>地点不在您的辖区，请报主管的指挥中心</translation>
    </message>
    <message>
        <source>a report needs a key, so that sending it twice does not make two incidents</source>
        <translation>上报须带防重编号，以免重复提交成为两件</translation>
    </message>
    <message>
        <source>there is no category “{code}”</source>
        <translation>没有类别“{code}”</translation>
    </message>
    <message>
        <source>the category “{code}” exists in two sets</source>
        <translation>类别“{code}”在两套代码中都有，请注明代码集</translation>
    </message>
    <message>
        <source>there is no grid “{code}”</source>
        <translation>没有网格“{code}”</translation>
    </message>
    <message>
        <source>there is no community “{code}”: give a grid or a community</source>
        <translation>没有社区“{code}”：请给出网格或社区</translation>
    </message>
</context>
<context>
    <name>gridcenter.services.ledger</name>
    <message>
        <source>no step clock is running: there is nothing to extend</source>
        <translation>没有正在计时的环节钟，无从延期</translation>
    </message>
    <message>
        <source>the new deadline must lie after the present one</source>
        <translation>新期限须晚于现期限</translation>
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
    <name>gridcenter.services.lookup</name>
    <message>
        <source>This card is no longer open. Look the resident up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is not active; ask the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role of this account does not look residents up: duties are kept apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a purpose first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the incident, or write the reason in at least {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no incident {number} in your area. Check the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident {number} is closed. Name an open one, or write the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} within {minutes} minutes are the limit. It goes on in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {n} look-ups within the hour: they are slowed down. Wait {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This look-up is more than a minute old. Look the resident up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shown: this look-up does not stand in the audit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.moves</name>
    <message>
        <source>another unit holds this task</source>
        <translation>该任务由其他单位承办</translation>
    </message>
    <message>
        <source>you handled this incident yourself: somebody else must check it</source>
        <translation>您是本件处置人，不能核查本件</translation>
    </message>
    <message>
        <source>returned {n} times already: the centre must rule</source>
        <translation>已退回 {n} 次：须由中心裁定</translation>
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
    <name>gridcenter.services.resident_card</name>
    <message>
        <source>This value cannot be shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no ({relation} of the head)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gridcenter.services.steps</name>
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
    <message>
        <source>another unit holds this task: “{move}” is theirs</source>
        <translation>该任务由其他单位承办，“{move}”由其办理</translation>
    </message>
    <message>
        <source>you handled this incident yourself: somebody else must check it</source>
        <translation>您是本件处置人，不能核查本件</translation>
    </message>
    <message>
        <source>returned {n} times already: the centre must rule</source>
        <translation>已退回 {n} 次：须由中心裁定</translation>
    </message>
    <message>
        <source>“{move}” needs: {what}</source>
        <translation>“{move}”须填写：{what}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
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
        <source>“{text}” is not a time: write it as 2026-11-19 18:00</source>
        <translation>“{text}”不是时间：请写成 2026-11-19 18:00</translation>
    </message>
    <message>
        <source>{what}: {value}</source>
        <translation>{what}：{value}</translation>
    </message>
</context>
<context>
    <name>gridcenter.settings</name>
    <message>
        <source>there is no time zone “{name}”</source>
        <translation>没有时区“{name}”</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read: {why}. Correct it or delete it.</source>
        <translation>设置文件 {path} 无法读取：{why}。请改正或删除该文件。</translation>
    </message>
    <message>
        <source>{path} names an unknown setting “{name}”. Known are: {known}.</source>
        <translation>{path} 中的设置项“{name}”不存在。可用的有：{known}。</translation>
    </message>
    <message>
        <source>The setting “{name}” has an impossible value: {why}. Correct it in {path} or in the variable {variable}.</source>
        <translation>设置项“{name}”的值无效：{why}。请在 {path} 或环境变量 {variable} 中改正。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.engine</name>
    <message>
        <source>There is no store at {path}. Create it with: gridcenter init --store {path}</source>
        <translation>{path} 处没有数据库。请先建立：gridcenter init --store {path}</translation>
    </message>
    <message>
        <source>“{text}” is not an address of a store. Use a file such as sqlite:///district.db, or postgresql://user@server/database.</source>
        <translation>“{text}”不是数据库地址。请使用文件（如 sqlite:///district.db）或 postgresql://用户@服务器/库名。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be created: {why}. Choose another place for the store.</source>
        <translation>无法建立文件夹 {path}：{why}。请为数据库另选位置。</translation>
    </message>
    <message>
        <source>SQLite {version} can corrupt a shared store. Install sqlcipher3 0.6.4 or newer.</source>
        <translation>SQLite {version} 可能损坏共用的数据库。请安装 sqlcipher3 0.6.4 或更新版本。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.failures</name>
    <message>
        <source>Somebody else changed this record meanwhile. Read it again and repeat your step.</source>
        <translation>此记录刚被他人修改。请重新读取后再操作。</translation>
    </message>
    <message>
        <source>The file at {address} is damaged or is not a store of this program. Restore a backup.</source>
        <translation>{address} 的文件已损坏，或不是本程序的数据库。请从备份恢复。</translation>
    </message>
    <message>
        <source>The store at {address} is locked by another program. Close that program or try again.</source>
        <translation>{address} 的数据库被其他程序锁定。请关闭该程序或稍后重试。</translation>
    </message>
    <message>
        <source>The disk of the store at {address} is full; nothing was written. Free some space and try again.</source>
        <translation>{address} 的数据库所在磁盘已满；没有写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The store at {address} is read-only. Ask for the right to write to this file or database.</source>
        <translation>{address} 的数据库是只读的。请申请该文件或数据库的写入权限。</translation>
    </message>
    <message>
        <source>The store at {address} cannot be opened. Check that its folder exists and is readable.</source>
        <translation>{address} 的数据库无法打开。请检查文件夹是否存在、能否读取。</translation>
    </message>
    <message>
        <source>The server at {address} does not accept this user or password. Check both with the administrator.</source>
        <translation>{address} 的服务器不接受此用户名或密码。请与管理员核对。</translation>
    </message>
    <message>
        <source>There is no store of this program at {address}. Create it with: gridcenter init --store …</source>
        <translation>{address} 处没有本程序的数据库。请先建立：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The server at {address} does not answer. Check that it runs and that the network is up.</source>
        <translation>{address} 的服务器没有应答。请检查服务器是否运行、网络是否连通。</translation>
    </message>
</context>
<context>
    <name>gridcenter.store.figures_counts</name>
    <message>
        <source>supervision cards are not kept in this store yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incidents do not say yet whether the grid worker settled them on the spot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the store does not keep whether a hotline caller was contacted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tickets of the hotline are not kept apart in this store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the store does not keep what “{key}” counts</source>
        <translation type="unfinished"></translation>
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
    <name>gridcenter.store.schema</name>
    <message>
        <source>The store at {address} is empty. Prepare it with: gridcenter init --store …</source>
        <translation>{address} 的数据库是空的。请先执行：gridcenter init --store …</translation>
    </message>
    <message>
        <source>The store at {address} has schema {found}, this program needs {needed}. Let the administrator run: gridcenter upgrade</source>
        <translation>{address} 的数据库结构版本为 {found}，本程序需要 {needed}。请管理员执行：gridcenter upgrade</translation>
    </message>
    <message>
        <source>The store at {address} was written by a newer program (schema {found}). Update this program; the store was not touched.</source>
        <translation>{address} 的数据库由更新版本的程序写成（结构版本 {found}）。请升级本程序；数据库未作任何改动。</translation>
    </message>
</context>
</TS>
