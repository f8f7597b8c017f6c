# 页面文字。*…* 强调，!…! 差额，~…~ 假设。

help-title = 帮助与名词
help-tour = 导览“规划”页
help-begin = 从哪里开始
help-begin-1 = “规划”页先看结论，再动滑块；每次改动都自动保存，可以撤销，刷新或断网也不会丢。
help-begin-2 = “数据”页可从十个数字开始，建立自己的县区；在此之前，结论只是演示。
help-begin-3 = “把握”页给出机会，“成因”页说明每项措施的份额，“求解”页反过来找达成目标的办法。
help-begin-4 = “指标”页把目标分解到县区和年份；分享菜单可导出报告、表格和公文。
help-keys = 键盘
help-keys-text = Tab 逐项移动；滑块上用方向键微调、Page Up 与 Page Down 大步调；Esc 关闭对话框。
help-terms = 名词
help-search = 查找名词
help-none = 没有含“{ $typed }”的名词：换一个字试试，或清空查找。
help-counts = 口径
help-levers = 措施
help-outputs = 模型输出
help-statuses = 数字的来历
help-fact = 已有公开来源，来源写在数字旁。
help-assumption = 无人测量：给出取值与范围，把握页会在范围内抽取。
help-derived = 由其他数字算出。
help-fitted = 由历年数据拟合得到。
help-unit = 单位：{ $unit }
