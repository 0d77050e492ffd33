using Shouwen.App.Import;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Campaigns;

namespace Shouwen.App.Features.Campaigns;

/// <summary>A line of the list: a customer, or what is wrong with it.</summary>
/// <param name="Number">In the file, the head being 1; blank lines are not counted.</param>
public sealed record CustomerLine(int Number, CustomerDetails? Customer, string? Unit, string? IssuedTo, string? Manager, string? Mistake);

/// <summary>The table in which the customers of a maturing product come.</summary>
public sealed class CustomerSheet
{
    /// <summary>Of the file.</summary>
    public const int Most = 16 << 20;

    private const long MostUnpacked = 256L << 20;
    private const int LongestText = 100, ShortestPhone = 7, LongestPhone = 15;

    private static readonly (string Head, string Field)[] Columns = [("客户姓名", "name"), ("电话", "phone"), ("单位", "unit"), ("负责人员", "manager"), ("持有金额", "holding")];
    private static readonly string[] Needed = ["name", "phone", "unit"];

    private readonly Institution institution;
    private readonly Dictionary<string, OrgUnit?> units;
    private readonly ILookup<string, Person> people;

    /// <summary>Units and people go by their ids and, where it is unique, by their names.</summary>
    public CustomerSheet(Institution institution)
    {
        this.institution = institution;
        var open = institution.Units.Where(unit => unit.IsOpen).ToList();
        units = open.GroupBy(unit => unit.Name).ToDictionary(same => same.Key, same => same.Count() == 1 ? same.First() : null);
        open.ForEach(unit => units[unit.Id] = unit);
        people = institution.Persons.SelectMany(person => new[] { person.Id, person.Name, person.StaffNumber }.OfType<string>().Distinct().Select(word => (word, person))).ToLookup(pair => pair.word, pair => pair.person);
    }

    public static IReadOnlyList<string> Heads { get; } = [.. Columns.Select(column => column.Head)];

    /// <summary>Two lines that show how it is filled in.</summary>
    public static IEnumerable<IReadOnlyList<string>> Example(Institution institution) =>
        [["王小明", "13800000000", institution.Units[^1].Name, "", "200000"], ["李明", "010-55550000", institution.Units[^1].Id, institution.Persons[^1].Name, ""]];

    /// <summary>How many lines there are below the head.</summary>
    /// <exception cref="InvalidDataException">It is no table.</exception>
    public static int Count(byte[] file) => Math.Max(0, Rows(file).Count() - 1);

    /// <summary>What is wrong with the head line; null: nothing.</summary>
    public static string? MistakeOfHead(byte[] file)
    {
        var lacking = Needed.Except(FieldsOf(Rows(file).FirstOrDefault() ?? []).OfType<string>()).ToList();
        return lacking.Count == 0 ? null : $"第一行应是列名，缺少：{string.Join("、", Columns.Where(column => lacking.Contains(column.Field)).Select(column => column.Head))}";
    }

    public IEnumerable<CustomerLine> Lines(byte[] file)
    {
        IReadOnlyList<string?>? fields = null;
        var number = 0;
        foreach (var row in Rows(file))
        {
            number++;
            if (fields is null)
            {
                fields = FieldsOf(row);
                continue;
            }

            yield return Line(number, name => Cell(fields, row, name));
        }
    }

    /// <summary>The unit right below the root that a unit belongs to, or the root itself.</summary>
    public static string IssuedTo(Institution institution, string unit) =>
        institution.Upwards(unit).LastOrDefault(above => above.Id != institution.Root.Id)?.Id ?? institution.Root.Id;

    private static IEnumerable<IReadOnlyList<string>> Rows(byte[] file) => SheetFile.Rows(new MemoryStream(file), MostUnpacked).Select(row => row.Cells);

    private CustomerLine Line(int number, Func<string, string> cell)
    {
        var (name, phone, unit, manager, holding) = (cell("name"), cell("phone"), units.GetValueOrDefault(cell("unit")), cell("manager"), cell("holding"));
        var issuedTo = unit is null ? null : IssuedTo(institution, unit.Id);
        var found = manager.Length == 0 || issuedTo is null ? [] : people[manager].Where(person => person.Posts.Any(post => institution.IsAtOrAbove(issuedTo, post.Unit) && institution.May(post.Post, "record-customer-contact"))).Take(2).ToList();
        var mistake = name.Length is 0 or > LongestText ? "没有客户姓名，或者太长"
            : phone.Count(char.IsAsciiDigit) is < ShortestPhone or > LongestPhone || phone.Length > LongestText ? "电话应有 7 至 15 位数字"
            : cell("unit").Length == 0 ? "没有单位"
            : unit is null ? $"没有名为“{cell("unit")}”的单位，或者不止一个"
            : manager.Length > 0 && found.Count != 1 ? found.Count == 0 ? $"{institution.Unit(issuedTo)!.Name}没有可以联系客户的“{manager}”" : $"“{manager}”不止一人，请写工号或账号"
            : holding.Length > LongestText ? "持有金额太长" : null;
        return mistake is not null ? new(number, null, null, null, null, mistake)
            : new(number, new(name, phone, holding.Length == 0 ? null : holding), unit!.Id, issuedTo, found is [var person] ? person.Id : null, null); // without one there is a mistake
    }

    private static string Cell(IReadOnlyList<string?> fields, IReadOnlyList<string> row, string name)
    {
        for (var i = 0; i < fields.Count && i < row.Count; i++)
        {
            if (fields[i] == name)
            {
                return row[i].Trim();
            }
        }

        return "";
    }

    private static IReadOnlyList<string?> FieldsOf(IReadOnlyList<string> heads) => [.. heads.Select(head => Array.Find(Columns, column => column.Head == head.Trim() || column.Field == head.Trim()).Field)];
}
