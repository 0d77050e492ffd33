using System.Security.Cryptography;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Tests;

public sealed class EntryCodecTests
{
    private static readonly Guid Stream = Guid.Parse("01933a1e-0000-7000-8000-000000000001");

    public static TheoryData<string> Actions => [.. ActionCatalogue.Names];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Entry_StoredAndRead_IsTheSame(string action)
    {
        var key = DataKey.New();
        for (var seed = 0; seed < 20; seed++)
        {
            var entry = new RandomEntry(seed).Of(action);

            var read = EntryCodec.Decode(EntryCodec.Encode(Stream, key, entry), key);

            SameEntry.Assert(entry, read);
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void OpenPart_OfAnyAction_HoldsNoSealedText(string action)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomEntry(seed);
            var entry = random.Of(action);

            var stored = EntryCodec.Encode(Stream, DataKey.New(), entry);

            Assert.All(random.Secrets, secret => Assert.DoesNotContain(secret, stored.Open, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Complainants_Stored_KeepTheirNumberAndHideTheRest()
    {
        var entry = Registered();

        var stored = EntryCodec.Encode(Stream, DataKey.New(), entry);

        Assert.Contains("\"complainants\":[{},{}]", stored.Open, StringComparison.Ordinal);
        Assert.Contains("\"number\":\"TS202603020001\"", stored.Open, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", stored.Open, StringComparison.Ordinal);
        Assert.DoesNotContain("张三说的", stored.Open, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_OfADestroyedComplaint_ShowsItsOpenFields()
    {
        var stored = EntryCodec.Encode(Stream, DataKey.New(), Registered());

        var read = EntryCodec.Decode(stored, null);

        Assert.Equal("hotline", read.Data.Text("channel"));
        Assert.Null(read.Data.Text("summary"));
        Assert.Equal(2, read.Data.List("complainants").Count);
    }

    [Fact]
    public void SealedPart_MovedElsewhere_DoesNotOpen()
    {
        var key = DataKey.New();
        var stored = EntryCodec.Encode(Stream, key, Registered());

        Assert.Throws<AuthenticationTagMismatchException>(() => EntryCodec.Decode(stored with { Position = 2 }, key));
        Assert.Throws<AuthenticationTagMismatchException>(() => EntryCodec.Decode(stored with { Stream = Guid.NewGuid() }, key));
        Assert.Throws<AuthenticationTagMismatchException>(() => EntryCodec.Decode(stored, DataKey.New()));
    }

    // Recorded when format 1 was made: a change that breaks this breaks every stored journal.
    [Fact]
    public void OpenPartAndHash_OfAKnownEntry_NeverChange()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));
        var entry = new Entry(3, "hand-over", new("zhao", "teller", "branch-1"), at, at.AddMinutes(-5), new([new("to", "branch-2")]), []);

        var stored = EntryCodec.Encode(Stream, DataKey.New(), entry);

        Assert.Equal("""{"action":"hand-over","at":"2026-03-02T09:30:00+08:00","by":{"person":"zhao","post":"teller","unit":"branch-1"},"clauses":[],"data":{"to":"branch-2"},"happened":"2026-03-02T09:25:00+08:00","type":"HandedOver","v":1}""", stored.Open);
        Assert.Equal("bdd08413dabcd17a9b9f6997111e934a8c1f41cec2700e19b1237fdef16a931e", Convert.ToHexStringLower(stored.HashAfter(StoredEntry.Beginning)));
    }

    private static Entry Registered()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));
        Fields Person(string name) => new([new("name", name), new("phone", "13800000000")]);
        return new(1, "register", new("zhao", "teller", "branch-1"), at, at, new(
        [
            new("channel", "hotline"), new("summary", "张三说的"), new("complainants", new List<object> { Person("王小明"), Person("李四") }),
            new("number", "TS202603020001"), new("received-at", at), new("facts", new Fields([new("privacy-leak", true), new("said", "张三说的")])),
        ]), []);
    }
}
