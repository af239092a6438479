using System.Globalization;
using System.Text;

namespace ConnectWizard.Accounts;

/// <summary>The text of a pasted or uploaded certificate, without what editors, mail programs and source code put around and into it.</summary>
internal static class CertificateText
{
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var text = EncodingOf(content).GetString(content);
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal))
        {
            if (letter is '"' or '\'' or '`' or '“' or '”' or '‘' or '’')
                clean.Append('\n');
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.Format)
                clean.Append(letter);
        }

        return clean.ToString();
    }

    /// <summary>Text of Windows programs is UTF-16, with a mark or, where it is ASCII, with a zero in each pair.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };
}
