using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ConnectWizard.Network;

/// <summary>One entry of <c>Network:ConnectTo</c>, in the syntax of curl's <c>--connect-to</c>.</summary>
/// <param name="Host">Normalized; null for any.</param>
/// <param name="Port">Null for any.</param>
/// <param name="TargetHost">Where to connect; null for the original host, to which the policy then applies.</param>
/// <param name="TargetPort">Null for the original port.</param>
internal sealed record ConnectToEntry(string? Host, int? Port, string? TargetHost, int? TargetPort)
{
    public bool Fits(string host, int port) =>
        (Host is null || string.Equals(Host, host, StringComparison.Ordinal)) && (Port is null || Port == port);

    public static ConnectToEntry[] ParseAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => TryParse(text, out var entry, out _) ? entry : null).OfType<ConnectToEntry>()];

    public static bool TryParse(string? text, [NotNullWhen(true)] out ConnectToEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        entry = null;
        fault = null;
        if (Split(text?.Trim() ?? "") is not { } parts)
            fault = $"'{text}' is not host:port:target-host:target-port, an IPv6 address in brackets";
        else if (!TryReadHost(parts[0], out var host) | !TryReadHost(parts[2], out var targetHost))
            fault = $"'{text}' has a host that is neither a name nor an address";
        else if (!TryReadPort(parts[1], out var port) | !TryReadPort(parts[3], out var targetPort))
            fault = $"'{text}' has a port that is no number from 1 to 65535";
        else
            entry = new ConnectToEntry(host, port, targetHost, targetPort);
        return entry is not null;
    }

    private static List<string>? Split(string text)
    {
        var parts = new List<string> { "" };
        var inBrackets = false;
        foreach (var character in text)
        {
            inBrackets = character switch { '[' => true, ']' => false, _ => inBrackets };
            if (character == ':' && !inBrackets)
                parts.Add("");
            else
                parts[^1] += character;
        }

        return parts.Count == 4 && !inBrackets ? parts : null;
    }

    private static bool TryReadHost(string text, out string? host)
    {
        host = null;
        return text.Length == 0 || HostName.TryNormalize(text, out host);
    }

    private static bool TryReadPort(string text, out int? port)
    {
        port = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : null;
        return text.Length == 0 || port is not null;
    }
}
