using System.Net;

namespace ConnectWizard.Access;

/// <summary>The addresses that configuration tells Kestrel to listen on.</summary>
internal static class ListeningAddresses
{
    public const string Default = "http://localhost:5080";

    /// <summary>The listener that answers nothing but what needs no sign-in.</summary>
    public const string PublicKey = $"{ListenerOptions.Section}:{nameof(ListenerOptions.Public)}";

    private static readonly string[] Listeners = [$"{ListenerOptions.Section}:{nameof(ListenerOptions.People)}", PublicKey];

    /// <summary>Those of the two listeners and <see cref="Others"/>, or else the ports of containers.</summary>
    public static IReadOnlyList<ListeningAddress> Read(IConfiguration configuration)
    {
        ListeningAddress[] named = [.. OfListeners(configuration), .. Others(configuration)];
        return named.Length > 0 ? named : [.. Ports(configuration, "http"), .. Ports(configuration, "https")];
    }

    public static IReadOnlyList<ListeningAddress> OfListeners(IConfiguration configuration) =>
        [.. Listeners.SelectMany(key => Split(configuration[key]).Select(url => new ListeningAddress(key, url)))];

    /// <summary>Endpoints of Kestrel's own section, and <c>--urls</c> or <c>ASPNETCORE_URLS</c>.</summary>
    public static IReadOnlyList<ListeningAddress> Others(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => new ListeningAddress($"{endpoint.Path}:Url", endpoint["Url"] ?? ""));
        return [.. endpoints, .. Split(configuration["urls"]).Select(url => new ListeningAddress("--urls or ASPNETCORE_URLS", url))];
    }

    private static IEnumerable<ListeningAddress> Ports(IConfiguration configuration, string scheme) =>
        Split(configuration[$"{scheme}_ports"])
            .Select(port => new ListeningAddress($"ASPNETCORE_{scheme.ToUpperInvariant()}_PORTS", $"{scheme}://*:{port}"));

    internal static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <param name="Key">The setting, as an operator writes it.</param>
internal sealed record ListeningAddress(string Key, string Url)
{
    /// <summary>Kestrel listens on every interface for each name other than <c>localhost</c>, so a name doesn't count.</summary>
    public bool IsLoopback
    {
        get
        {
            if (!TryParse(out var address))
                return false;
            return address.IsUnixPipe || address.IsNamedPipe || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        }
    }

    public bool IsAddress => TryParse(out _);

    public bool HasPort => TryParse(out var address) && address.Port > 0;

    private bool TryParse(out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(Url);
            // It takes any scheme, and a port that is no number for a part of the name.
            return address.IsUnixPipe || address.IsNamedPipe
                || (address.Scheme is "http" or "https" && (address.Host.StartsWith('[') || !address.Host.Contains(':', StringComparison.Ordinal)));
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }
}
