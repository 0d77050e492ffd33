using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Import;
using Shouwen.Storage;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Campaigns;

/// <summary>
/// Reads the lists that wait, a thousand lines a transaction, so that others write in between. The lines are there but issued to nobody until a person has seen what was read. A reader that
/// dies leaves a lease that runs out; whoever takes over begins anew, for what it wrote is thrown away first.
/// </summary>
public sealed class CustomerReading(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, CustomerVault vault, BlindIndexes indexes, House house, TimeProvider clock)
{
    /// <summary>Lines with mistakes that are kept to be shown.</summary>
    public const int MostErrors = 5000;

    private const int Chunk = 1000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await TakeAsync(cancellation) is { } import)
        {
            await ReadAsync(import, cancellation);
        }
    }

    private async Task<CampaignImportRow?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await context.CampaignImports.AsNoTracking().Where(row => row.State == ImportState.Reading && (row.LeasedUntil == null || row.LeasedUntil < now)).OrderBy(row => row.LeasedUntil).FirstOrDefaultAsync(cancellation);
        if (waiting is null)
        {
            return null;
        }

        var taken = await writer.WriteAsync(db => db.CampaignImports.Where(row => row.Id == waiting.Id && row.State == ImportState.Reading && row.LeasedUntil == waiting.LeasedUntil)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, now + Lease)), cancellation);
        return taken == 1 ? waiting : null;
    }

    private async Task ReadAsync(CampaignImportRow import, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await vault.KeyAsync(context, import.StreamId, cancellation) is not { } key || import.Content is not { } content)
        {
            await FailAsync(import.Id, "到期产品工作已经销毁", cancellation);
            return;
        }

        try
        {
            var file = CustomerVault.OpenFile(key, import.Id, "file", content);
            if (CustomerSheet.MistakeOfHead(file) is { } mistake)
            {
                await FailAsync(import.Id, mistake, cancellation);
                return;
            }

            var lines = CustomerSheet.Count(file);
            if (lines == 0)
            {
                await FailAsync(import.Id, "表里只有列名", cancellation);
                return;
            }

            await writer.WriteAsync(db => db.CampaignCustomers.Where(row => row.ImportId == import.Id).ExecuteDeleteAsync(CancellationToken.None), cancellation);
            await writer.WriteAsync(db => db.CampaignImports.Where(row => row.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Lines, lines).SetProperty(row => row.Done, 0).SetProperty(row => row.Bad, 0)), cancellation);
            await ReadLinesAsync(import, key, file, cancellation);
        }
        catch (InvalidDataException)
        {
            await FailAsync(import.Id, "读不出这个表格，请存为 xlsx 或 CSV 再传", cancellation);
        }
    }

    private async Task ReadLinesAsync(CampaignImportRow import, DataKey key, byte[] file, CancellationToken cancellation)
    {
        var (bad, errors, seen) = (0, new List<IReadOnlyList<string>>(), new HashSet<Int128>());
        foreach (var chunk in new CustomerSheet(house.Institution).Lines(file).Chunk(Chunk))
        {
            var good = chunk.Where(line => line.Mistake is null).Select(line => (Line: line, Index: indexes.Phone(line.Customer!.Phone)!)).ToList(); // a phone has digits, and without a mistake there is one
            var there = await ThereAsync(import.StreamId, [.. good.Select(pair => pair.Index)], cancellation);
            var mistakes = chunk.Where(line => line.Mistake is not null).Select(line => (line.Number, line.Mistake!)).ToList(); // filtered
            var fresh = new List<(CustomerLine Line, byte[] Index)>();
            foreach (var pair in good)
            {
                var number = NumberOf(pair.Index);
                if (there.Contains(number))
                {
                    mistakes.Add((pair.Line.Number, "这个电话已在本产品的名单里"));
                }
                else if (!seen.Add(number))
                {
                    mistakes.Add((pair.Line.Number, "这个电话在表里不止一行"));
                }
                else
                {
                    fresh.Add(pair);
                }
            }

            bad += mistakes.Count;
            errors.AddRange(mistakes.OrderBy(mistake => mistake.Number).Take(MostErrors - errors.Count).Select(mistake => (IReadOnlyList<string>)[mistake.Number.ToString(CultureInfo.InvariantCulture), mistake.Item2]));
            if (!await WriteAsync(import, key, fresh, chunk.Length, bad, cancellation))
            {
                return; // given up meanwhile
            }
        }

        var table = errors.Count == 0 ? null : CustomerVault.SealFile(key, import.Id, "errors", SheetFile.Write("错误", errors.Prepend(["行号", "问题"])));
        await writer.WriteAsync(db => db.CampaignImports.Where(row => row.Id == import.Id && row.State == ImportState.Reading)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Checked).SetProperty(row => row.Content, (byte[]?)null).SetProperty(row => row.Errors, table)), cancellation);
    }

    private async Task<HashSet<Int128>> ThereAsync(Guid stream, List<byte[]> phones, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. (await context.CampaignCustomers.Where(row => row.StreamId == stream && phones.Contains(row.PhoneIndex)).Select(row => row.PhoneIndex).ToListAsync(cancellation)).Select(NumberOf)];
    }

    private async Task<bool> WriteAsync(CampaignImportRow import, DataKey key, List<(CustomerLine Line, byte[] Index)> lines, int read, int bad, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        return await writer.WriteAsync(async db =>
        {
            if (await db.CampaignImports.Where(row => row.Id == import.Id && row.State == ImportState.Reading)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Done, row => row.Done + read).SetProperty(row => row.Bad, bad).SetProperty(row => row.LeasedUntil, until), CancellationToken.None) == 0)
            {
                return false;
            }

            var last = await db.CampaignCustomers.Where(row => row.StreamId == import.StreamId).MaxAsync(row => (int?)row.Ordinal) ?? 0;
            db.CampaignCustomers.AddRange(lines.Select((pair, i) => Row(import, key, pair.Line, pair.Index, last + i + 1)));
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }, cancellation);
    }

    private static CampaignCustomerRow Row(CampaignImportRow import, DataKey key, CustomerLine line, byte[] index, int ordinal) => new()
    {
        StreamId = import.StreamId,
        Ordinal = ordinal,
        ImportId = import.Id,
        IssuedTo = line.IssuedTo!, // a line without a mistake has both units and a customer
        Unit = line.Unit!,
        Manager = line.Manager,
        MaskedName = Masking.Name(line.Customer!.Name),
        Details = CustomerVault.Seal(key, ordinal, line.Customer),
        PhoneIndex = index,
    };

    private Task<int> FailAsync(Guid import, string problem, CancellationToken cancellation) =>
        writer.WriteAsync(db => db.CampaignImports.Where(row => row.Id == import).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Failed).SetProperty(row => row.Problem, problem).SetProperty(row => row.Content, (byte[]?)null)), cancellation);

    private static Int128 NumberOf(byte[] index) => System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(index);
}
