using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using static Shouwen.Policies.Keys.KeyKind;

namespace Shouwen.Policies.Keys;

/// <summary>The keys of a story file. A step also takes the fields of its action.</summary>
public static class StoryKeys
{
    public static readonly Node Step = new("step", "故事的一步",
    [
        new Key("at", Text, "何时（机构当地时间）", "when, local time", "2026-03-02 10:00").Required,
        new Key("do", Text, "做什么：动作名称", "which action", "register").Required,
        new("complaint", Text, "哪件投诉：自取的标签；只有一件时可不写", "label of the complaint", "A"),
        new("by", Text, "由谁做：人员编号或 岗位@单位；不写则由承办人或首个有权的人", "who acts", "complaint-officer@branch-1"),
        new("refused-by", Texts, "必须被拒绝，且依据这些条款", "must be refused, citing these clauses", "RG-09"),
    ]);

    public static readonly Node Expect = new("expect", "故事的一项预期",
    [
        new Key("at", Text, "在何时看", "when to look", "2026-03-10 09:00").Required,
        new("clause", Text, "哪一条款的义务", "whose obligation", "RG-09"),
        new("complaint", Text, "哪件投诉；不写则任何一件，也包括定期报送", "which complaint", "A"),
        new("status", Word, "状态", "status of the obligation", "open") { Words = [.. Enum.GetValues<ObligationStatus>().Select(status => status.Word())] },
        new("due", Text, "到期时间；只写日期表示当日终了", "due day (its end) or moment", "2026-03-23"),
        new("owed-by", Text, "由谁办：人员编号、单位编号或制度里的关系词", "who owes it", "responsible-unit"),
        new("absent", Flag, "true：到那时不应产生过这样的义务", "no such obligation may exist", "true"),
        new("number", Text, "投诉编号", "number of the complaint", "TS202603020001"),
        new("flag", Text, "投诉带有的系统标记", "a flag the complaint bears", "watch"),
        new("stage", Word, "投诉的阶段", "stage of the complaint", "answered") { Words = [.. Enum.GetValues<Stage>().Where(stage => stage != Stage.None).Select(stage => stage.Word())] },
    ]);

    public static readonly Node Story = new("story", "故事文件",
    [
        new Key("title", Text, "讲的是什么", "what it tells", "十五个工作日内答复").Required,
        new Key("institution", Text, "在哪个机构（institutions/ 下的文件夹）", "folder under institutions/", "sample-bank").Required,
        new("adopts", Texts, "适用哪些制度；不写则按机构采用的", "policies, instead of the institution's", "[rg-2012-13]"),
        new Key("story", Maps, "依次做的事", "the steps", "[{ at: 2026-03-02 10:00, do: register, channel: phone, summary: 排队太久, complainants: [] }]") { Parts = Step }.Required,
        new("expect", Maps, "应当看到的结果", "what must hold", "[{ at: 2026-03-02 11:00, clause: RG-09, status: open }]") { Parts = Expect },
    ]);
}
