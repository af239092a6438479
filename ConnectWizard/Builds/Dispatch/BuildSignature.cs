using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>
/// Signs what is sent to the build system: HMAC-SHA256 (RFC 2104) over the seconds since 1970, a dot, and the bytes of the body, so that neither
/// can be changed and an old one is known to be old.
/// </summary>
public static class BuildSignature
{
    /// <summary><c>sha256=</c> and 64 hexadecimal digits.</summary>
    public const string Header = "ConnectWizard-Signature";

    /// <summary>The seconds since 1970 that the signature covers.</summary>
    public const string TimestampHeader = "ConnectWizard-Timestamp";

    /// <summary>Which secret it is (<c>Builds:KeyId</c>).</summary>
    public const string KeyIdHeader = "ConnectWizard-Key-Id";

    /// <summary>The value of <see cref="Header"/>.</summary>
    public static string Of(Secret secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()));
        mac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.")));
        mac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(mac.GetHashAndReset());
    }
}
