using System.Text;

namespace ConnectWizard.Storage;

/// <summary>What a token looks like to somebody who searches for it.</summary>
internal static class TokenForms
{
    /// <summary>
    /// As it is, in upper case, in UTF-16, in base64 at each of its three offsets, alone and after a colon as in Basic authentication.
    /// </summary>
    public static IEnumerable<byte[]> Of(string token)
    {
        yield return Encoding.UTF8.GetBytes(token);
        yield return Encoding.UTF8.GetBytes(token.ToUpperInvariant());
        yield return Encoding.Unicode.GetBytes(token);
        yield return Encoding.BigEndianUnicode.GetBytes(token);
        yield return Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(token)));
        yield return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(token)));
        for (var offset = 0; offset < 3; offset++)
        {
            // Without the characters at both ends, which depend on what stands beside the token.
            yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(':', offset) + token))[4..^4]);
            yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes(new string(':', offset) + token))[8..^8]);
        }
    }
}
