using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Shouwen.App.Tests.SignIn;

/// <summary>An authenticator in software: makes a passkey and shows it, as a browser and a security key do together (WebAuthn level 3, ES256, no attestation).</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte AttestedData = 0x40;

    private static readonly string[] Transports = ["usb"];

    private readonly string origin;
    private readonly ECDsa key;
    private readonly byte[] id;
    private string user = "";

    public SoftKey(string origin)
        : this(origin, ECDsa.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    private SoftKey(string origin, ECDsa key, byte[] id) => (this.origin, this.key, this.id) = (origin, key, id);

    public uint Counter { get; set; }

    /// <summary>Whether it was unlocked by finger, face or PIN.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>The same passkey, used on a page of another origin.</summary>
    public SoftKey At(string elsewhere) => new(elsewhere, ECDsa.Create(key.ExportParameters(true)), id) { user = user, Counter = Counter };

    private byte Flags => (byte)(UserPresent | (Verifies ? UserVerified : 0));

    /// <summary>The answer to creation options, as JSON.</summary>
    public string Make(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        user = asked.GetProperty("user").GetProperty("id").GetString()!;
        byte[] data = [.. Head(asked.GetProperty("rp").GetProperty("id").GetString()!, (byte)(Flags | AttestedData)), .. new byte[16], .. Length(id), .. id, .. PublicKey()];
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Answer(new { clientDataJSON = Text(ClientData("webauthn.create", asked)), attestationObject = Text(attestation.Encode()), transports = Transports });
    }

    /// <summary>The answer to request options, as JSON.</summary>
    public string Show(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        Counter++;
        var data = Head(asked.GetProperty("rpId").GetString()!, Flags);
        var client = ClientData("webauthn.get", asked);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = user });
    }

    public void Dispose() => key.Dispose();

    private static byte[] Length(byte[] bytes)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)bytes.Length));
        return length;
    }

    private static string Text(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);

    private byte[] Head(string domain, byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. counter];
    }

    private byte[] ClientData(string type, JsonElement asked) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = asked.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    // COSE: key type EC2, ES256, P-256, x, y.
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        var cose = new CborWriter();
        cose.WriteStartMap(5);
        cose.WriteInt32(1);
        cose.WriteInt32(2);
        cose.WriteInt32(3);
        cose.WriteInt32(-7);
        cose.WriteInt32(-1);
        cose.WriteInt32(1);
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return cose.Encode();
    }

    private string Answer(object response) => JsonSerializer.Serialize(new { id = Text(id), rawId = Text(id), type = "public-key", authenticatorAttachment = "cross-platform", response, clientExtensionResults = new { } });
}
