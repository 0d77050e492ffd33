using System.Security.Cryptography;
using System.Text;
using Shouwen.Storage.Keys;

namespace Shouwen.App.Import;

/// <summary>
/// The texts that the cells of a workbook share, by their numbers. A workbook of a million rows has as many of them: what exceeds eight MiB lies in a temporary file, encrypted under a key
/// that only this object has, and is read back in blocks. Cells name texts nearly in the order in which they were written, so a few blocks serve.
/// </summary>
internal sealed class SharedTexts : IDisposable
{
    private const int BlockSize = 1 << 16, MostKept = 128, MostReadBack = 32;

    private readonly List<(int Block, int At)> places = [];
    private readonly List<byte[]?> kept = [];
    private readonly List<(long Position, int Length)> written = [];
    private readonly Dictionary<int, byte[]> readBack = [];
    private readonly Queue<int> order = new();
    private readonly DataKey key = DataKey.New();
    private FileStream? file;
    private MemoryStream block = new(BlockSize);
    private BinaryWriter writer;

    public SharedTexts() => writer = new(block, Encoding.UTF8, leaveOpen: true);

    public void Add(string text)
    {
        places.Add((kept.Count, (int)block.Position));
        writer.Write(text);
        if (block.Position >= BlockSize)
        {
            Close();
        }
    }

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public string this[int number]
    {
        get
        {
            if (number < 0 || number >= places.Count)
            {
                throw new InvalidDataException($"There is no shared text {number}.");
            }

            var (at, offset) = places[number];
            var text = Block(at).AsSpan(offset);
            var (length, shift) = (0, 0);
            for (var more = true; more; shift += 7, text = text[1..])
            {
                (length, more) = (length | ((text[0] & 0x7F) << shift), text[0] > 0x7F); // as BinaryWriter counts
            }

            return Encoding.UTF8.GetString(text[..length]);
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        block.Dispose();
        file?.Dispose();
    }

    private byte[] Block(int number) => number == kept.Count ? block.GetBuffer() : kept[number] ?? ReadBack(number);

    private void Close()
    {
        var bytes = block.ToArray();
        if (kept.Count < MostKept)
        {
            kept.Add(bytes);
            written.Add(default);
        }
        else
        {
            file ??= Temporary();
            var sealedBytes = key.Seal(bytes, BitConverter.GetBytes(kept.Count));
            file.Seek(0, SeekOrigin.End);
            written.Add((file.Position, sealedBytes.Length));
            file.Write(sealedBytes);
            kept.Add(null);
        }

        block.SetLength(0);
    }

    private byte[] ReadBack(int number)
    {
        if (readBack.TryGetValue(number, out var found))
        {
            return found;
        }

        if (readBack.Count == MostReadBack)
        {
            readBack.Remove(order.Dequeue());
        }

        var (position, length) = written[number];
        var bytes = new byte[length];
        file!.Position = position; // what is not kept is in it
        file.ReadExactly(bytes);
        order.Enqueue(number);
        return readBack[number] = key.Open(bytes, BitConverter.GetBytes(number));
    }

    private static FileStream Temporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path.Combine(Path.GetTempPath(), $"shouwen-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"), options);
    }
}
