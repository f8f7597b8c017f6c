# 报告：阅读与打印。

report-print = 打印或存为 PDF
report-back = 返回规划
report-waiting = 正在计算报告：有方案、逐项去掉措施、无方案。
report-hint = 以下内容按 A4 打印；在打印窗口选择“另存为 PDF”即可存成文件。
report-refused = 报告没有生成，当前方案未变。首次生成需要联网加载程序，请联网后重试。{ $message }
report-retry = 再试一次
