using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConnectWizard.Demo;

/// <summary>
/// How a build system tells whether a build request is genuine: the example of <c>docs/builds.md</c>, word for word, which is why it shares
/// nothing with what signs.
/// </summary>
internal static class SignatureCheck
{
    public static bool IsGenuine(string secret, string timestamp, string signature, byte[] body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature));
    }
}
