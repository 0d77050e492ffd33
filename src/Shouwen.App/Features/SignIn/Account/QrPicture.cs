using System.Text;
using QRCoder;

namespace Shouwen.App.Features.SignIn;

/// <summary>A QR code as one path of squares, one unit each.</summary>
/// <param name="Size">Width and height with the quiet zone.</param>
/// <param name="Path">For the attribute <c>d</c>.</param>
public sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (rows, path) = (code.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(rows.Count, path.ToString());
    }
}
