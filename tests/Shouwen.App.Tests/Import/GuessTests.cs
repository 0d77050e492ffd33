using System.Text;
using Shouwen.App.Import;
using Shouwen.Domain.Actions;
using Shouwen.Policies;

namespace Shouwen.App.Tests.Import;

/// <summary>What the columns of a ledger are taken for, in the sample bank.</summary>
public sealed class GuessTests : IDisposable
{
    private static readonly RuleBook Book = RuleBook.Open(AppContext.BaseDirectory);
    private static readonly LedgerWords Words = LedgerWords.Load(Book.Root);

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryWordOfTheFile_SpeaksOfAFieldAndAValueThatThereAre()
    {
        var fields = LedgerField.Of(Words, Book.Institutions["sample-bank"], null).ToDictionary(field => field.Name);

        Assert.Empty(Words.Columns.Keys.Concat(Words.Values.Keys).Concat(Words.Defaults.Keys).Concat(Words.Given.Values).Concat(Words.DatedBy.Values.SelectMany(names => names)).Except(fields.Keys));
        Assert.Empty(Words.Values.SelectMany(field => field.Value.Keys.Except(fields[field.Key].Choices.Select(choice => choice.Value)).Select(value => $"{field.Key} {value}")));
        Assert.DoesNotContain(Words.Given.Keys.Concat(Words.DatedBy.Keys), action => ActionCatalogue.Find(action) is null);
        Assert.True(fields.Count > 25, "Few fields are offered.");
    }

    [Fact]
    public void Columns_AreKnownByTheirNames_BelowATitle()
    {
        var (plan, _) = Guess("二〇二六年一季度投诉台账,,,,\n制表：客户服务部,,,,\n投诉编号,受理时间,客户姓名,联系电话,投诉渠道,业务类别,投诉内容,处理结果,办结时间,经办人,网点（支行）,是否电话回访,颜色\nT1,2026-01-05 09:30,王小明,13811110001,来电,服务态度,等了很久,已道歉,2026/1/8,巫建章,临江青石街支行,是,红\n");

        Assert.Equal(
            ["key", "register.received-at", "register.complainants.name", "register.complainants.phone", "register.channel", "register.category", "register.summary", "answer.text", "close.happened-at", "assign.to", "register.about.unit"],
            plan.Columns.OrderBy(pair => Array.IndexOf(["投诉编号", "受理时间", "客户姓名", "联系电话", "投诉渠道", "业务类别", "投诉内容", "处理结果", "办结时间", "经办人", "网点（支行）"], pair.Key)).Select(pair => pair.Value));
        Assert.Equal(("phone", "staff-attitude", "wu-jianzhang", "sub-branch-1-2"), (plan.Values["投诉渠道"]["来电"], plan.Values["业务类别"]["服务态度"], plan.Values["经办人"]["巫建章"], plan.Values["网点（支行）"]["临江青石街支行"]));
    }

    [Theory]
    [InlineData("投诉渠道", "客服热线转入", "hotline")]
    [InlineData("投诉渠道", "12378", "regulator")]
    [InlineData("投诉渠道", "ＡＰＰ", "mobile-app")]
    [InlineData("网点", "青石街", "sub-branch-1-2")]
    [InlineData("网点", "支行", null)]
    [InlineData("投诉渠道", "飞鸽传书", null)]
    public void Value_MeansWhatItIsNearTo_AndNothingWhereThatIsSeveral(string head, string value, string? expected)
    {
        var (plan, _) = Guess($"投诉日期,投诉内容,{head}\n2026-01-05,等了很久,{value}\n");

        Assert.Equal(expected, plan.Values[head].GetValueOrDefault(value));
    }

    [Fact]
    public void Column_WithoutADateInIt_IsNoDate()
    {
        var (plan, _) = Guess("投诉日期,受理时间,投诉内容\n上午,2026-01-05,等了很久\n");

        Assert.Equal("register.received-at", plan.Columns["受理时间"]);
        Assert.False(plan.Columns.ContainsKey("投诉日期"));
    }

    [Fact]
    public void Dates_ThatBeginWithTheDay_AreReadSo()
    {
        var (plan, mapping) = Guess("投诉日期,投诉内容\n25/1/2026,等了很久\n");

        Assert.Equal("d/M/yyyy", plan.DateFormat);
        Assert.Equal("2026-01-25", Text(new RowMapper(mapping).Map(new Dictionary<string, string> { ["投诉日期"] = "25/1/2026", ["投诉内容"] = "久" }), "received-at"));
    }

    [Fact]
    public void Mapping_WrittenAndReadAgain_DoesTheSame()
    {
        var (_, mapping) = Guess("受理时间,客户姓名,联系电话,投诉渠道,投诉内容,处理结果,办结时间,涉及金额\n2026年1月5日,王小明,13811110001,来电,等了很久,已道歉,,\"1,200元\"\n");
        var file = Path.Combine(folder, "mapping.yaml");
        File.WriteAllText(file, mapping.ToYaml());
        var row = new Dictionary<string, string> { ["受理时间"] = "2026年1月5日", ["客户姓名"] = "王小明", ["联系电话"] = "13811110001", ["投诉渠道"] = "来电", ["投诉内容"] = "等了很久", ["处理结果"] = "已道歉", ["办结时间"] = "", ["涉及金额"] = "1,200元" };

        var again = new RowMapper(Mapping.Load(file)).Map(row);

        Assert.Empty(again.Mistakes);
        Assert.Equal(["register", "accept", "answer"], again.Acts.Select(act => act.Action));
        Assert.Equal(("2026-01-05", "phone", "1200", "2026-01-05"), (Text(again, "received-at"), Text(again, "channel"), Text(again, "amount"), Text(again, "happened-at", 2)));
        var complainant = Assert.IsType<RawMap>(Assert.Single(Assert.IsType<RawList>(again.Acts[0].Input.Values["complainants"]).Items));
        Assert.Equal("13811110001", Assert.IsType<RawScalar>(complainant.Values["phone"]).Text);
    }

    [Fact]
    public void Row_HasEveryMistakeToldAtOnce()
    {
        var (_, mapping) = Guess("受理时间,投诉渠道,投诉内容\n2026-01-05,来电,等了很久\n");

        var mapped = new RowMapper(mapping).Map(new Dictionary<string, string> { ["受理时间"] = "2026-02-30", ["投诉渠道"] = "飞鸽", ["投诉内容"] = "久" });

        Assert.Equal(["受理时间", "投诉渠道"], mapped.Mistakes.Select(mistake => mistake.Column).Order(StringComparer.Ordinal));
        Assert.Equal("受理时间", Assert.Single(new RowMapper(mapping).Map(new Dictionary<string, string> { ["受理时间"] = "", ["投诉渠道"] = "来电", ["投诉内容"] = "久" }).Mistakes).Column);
    }

    private static (LedgerPlan Plan, Mapping Mapping) Guess(string table)
    {
        var guess = new LedgerGuess(Words, LedgerField.Of(Words, Book.Institutions["sample-bank"], null));
        var survey = LedgerSurvey.Of(new MemoryStream(Encoding.UTF8.GetBytes(table)), guess.Knows, _ => { })!;
        var plan = guess.Guess(survey.Columns);
        return (plan, guess.MappingOf(plan));
    }

    private static string Text(MappedRow row, string field, int act = 0) => Assert.IsType<RawScalar>(row.Acts[act].Input.Values[field]).Text;
}
