using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.Testing;

/// <summary>Puts into an institution's empty database what its pages need to show something: a complaint of each channel, one of them handled, and one of each matter. Whoever may acts.</summary>
public static class FilledHouse
{
    private static readonly (string Action, string Fields)[] Handling =
    [
        ("accept", "{}"), ("acknowledge", "{means: phone, told: [acceptance, time-limit, contact]}"), ("record-finding", "{method: records, text: 查阅记录}"), ("record-finding", "{method: interview, text: 询问经手人}"),
        ("conclude-investigation", "{outcome: upheld, cause: 交接不全, text: 情况属实}"), ("propose", "{text: 致歉并改正}"), ("report", "{to: executive, text: 已查清}"), ("plan-rectification", "{text: 补齐交接记录, owner: OWNER, due: 2026-04-01}"),
    ];

    private static readonly (string Action, string Fields)[] Matters =
    [
        ("open-incident", "{complaints: [FIRST], people: 4, place: 接待处}"), ("open-campaign", "{product: 一号产品, matures-on: 2026-04-01, expected-yield: 4, actual-yield: 3}"), ("draft-document", "{title: 说明, text: 办理步骤如下}"),
        ("set-budget", "{year: 2026, amount: 1000}"), ("record-directive", "{body: 主管部门, reference: 8 号, text: 报告情况, due: 2026-04-01}"), ("plan-drill", "{unit: ROOT, scenario: 数人到场, on: 2026-04-01}"),
        ("record-training", "{person: OWNER, course: 接待}"),
    ];

    public static async Task FillAsync(TestHost host, CancellationToken cancellation)
    {
        var institution = host.House.Institution;
        var (root, person, category) = (institution.Root.Id, institution.Persons[0].Id, institution.Categories[0].Value);
        var first = "";
        foreach (var channel in institution.Words.Offered(Vocabulary.Channels))
        {
            var forwarded = channel.Value is "regulator" or "association" ? ", forwarded-by: {body: 主管部门, reference: 7 号}" : "";
            var number = await ActAsync(host, "register", $"{{channel: {channel.Value}, summary: 前后说法不一, complainants: [{{name: 王某, phone: \"19900000000\"}}], category: {category}, severity: moderate{forwarded}}}", null, cancellation);
            Assert.NotNull(number);
            first = first.Length == 0 ? number : first;
        }

        foreach (var (action, fields) in Handling)
        {
            await ActAsync(host, action, fields.Replace("OWNER", person, StringComparison.Ordinal), first, cancellation);
        }

        foreach (var (action, fields) in Matters)
        {
            await ActAsync(host, action, fields.Replace("FIRST", first, StringComparison.Ordinal).Replace("ROOT", root, StringComparison.Ordinal).Replace("OWNER", person, StringComparison.Ordinal), null, cancellation);
        }
    }

    // By the first who may, if anybody; what the rules refuse is left.
    private static async Task<string?> ActAsync(TestHost host, string action, string fields, string? number, CancellationToken cancellation)
    {
        var (institution, handler) = (host.House.Institution, host.Services.GetRequiredService<ComplaintHandler>());
        var input = (RawMap)Shouwen.Policies.Yaml.YamlSource.Parse(fields, action).Root!; // written above
        foreach (var (person, post) in institution.Holders.Where(holder => institution.Posts[holder.Post.Post].May.Contains(action)))
        {
            switch (await handler.HandleAsync(new(action, input, Institution.ActorOf(person, post)) { Number = number }, cancellation))
            {
                case Done done:
                    return done.Number;
                case Refused { Refusals: var refusals } when refusals.Any(refusal => refusal.Field is not null):
                    throw new InvalidOperationException($"{institution.Id}: {action}: {string.Join(' ', refusals.Select(refusal => refusal.Sentence))}");
            }
        }

        return null;
    }
}
