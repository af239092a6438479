using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>Markup that is ready to be written: whatever is put into it is encoded, unless it is markup itself.</summary>
internal sealed record Html(string Text)
{
    public static Html Nothing { get; } = new("");

    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Builds markup from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlInterpolation(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(Html value) => _text.Append(value.Text);

    public void AppendFormatted<T>(T value) => _text.Append(HtmlEncoder.Default.Encode(FormattableString.Invariant($"{value}")));

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable =>
        _text.Append(HtmlEncoder.Default.Encode(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => _text.ToString();
}
