using System.Security.Cryptography;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Attachments;

/// <summary>The content of a stored file, decrypted chunk by chunk as it is read. Never gives bytes that were not written so.</summary>
internal sealed class OpenedFile : Stream
{
    private readonly FileStream file;
    private readonly AesGcm aes;
    private readonly long chunks;
    private readonly byte[] sealedChunk = new byte[SealedFile.ChunkSize + SealedFile.TagSize];
    private readonly byte[] chunk = new byte[SealedFile.ChunkSize];
    private long loaded = -1;
    private int loadedLength;

    /// <param name="file">Is closed with this stream.</param>
    /// <exception cref="CryptographicException">It has another format. Reading throws it too, where bytes were changed or belong to another complaint.</exception>
    public OpenedFile(FileStream file, DataKey key, Guid stream)
    {
        this.file = file;
        var head = new byte[SealedFile.HeadSize];
        file.Position = 0;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || head[0] != SealedFile.Format || file.Length < SealedFile.HeadSize + SealedFile.TagSize)
        {
            throw new CryptographicException("This file was not stored in this format.");
        }

        aes = key.ForFile(stream, head.AsSpan(1));
        var body = file.Length - SealedFile.HeadSize;
        chunks = (body + sealedChunk.Length - 1) / sealedChunk.Length;
        Length = body - (chunks * SealedFile.TagSize);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        Load(Position / SealedFile.ChunkSize);
        var from = (int)(Position % SealedFile.ChunkSize);
        var count = Math.Min(buffer.Length, loadedLength - from);
        chunk.AsSpan(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            aes.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Load(long number)
    {
        if (number == loaded)
        {
            return;
        }

        loaded = -1;
        file.Position = SealedFile.HeadSize + (number * sealedChunk.Length);
        var length = file.ReadAtLeast(sealedChunk, sealedChunk.Length, throwOnEndOfStream: false) - SealedFile.TagSize;
        if (length < 0)
        {
            throw new CryptographicException("The file ends too early.");
        }

        aes.Decrypt(SealedFile.Nonce(number, number == chunks - 1), sealedChunk.AsSpan(0, length), sealedChunk.AsSpan(length, SealedFile.TagSize), chunk.AsSpan(0, length));
        (loaded, loadedLength) = (number, length);
    }
}
