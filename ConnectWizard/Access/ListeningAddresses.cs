using System.Net;

namespace ConnectWizard.Access;

/// <summary>The addresses that configuration tells Kestrel to listen on, with the key that says so.</summary>
internal static class ListeningAddresses
{
    /// <summary>Where we listen when nobody says otherwise.</summary>
    public const string Default = "http://localhost:5080";

    /// <summary>
    /// All configured addresses: endpoints of Kestrel's own section, and <c>--urls</c> or <c>ASPNETCORE_URLS</c>, or else the ports of
    /// containers.
    /// </summary>
    public static IReadOnlyList<ListeningAddress> Read(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => new ListeningAddress($"{endpoint.Path}:Url", endpoint["Url"] ?? ""));
        var urls = Split(configuration["urls"]).Select(url => new ListeningAddress("--urls or ASPNETCORE_URLS", url)).ToList();
        return [.. endpoints, .. urls.Count > 0 ? urls : [.. Ports(configuration, "http"), .. Ports(configuration, "https")]];
    }

    private static IEnumerable<ListeningAddress> Ports(IConfiguration configuration, string scheme) =>
        Split(configuration[$"{scheme}_ports"])
            .Select(port => new ListeningAddress($"ASPNETCORE_{scheme.ToUpperInvariant()}_PORTS", $"{scheme}://*:{port}"));

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>An address to listen on.</summary>
/// <param name="Key">The setting it comes from, as an operator writes it.</param>
/// <param name="Url">As configured.</param>
internal sealed record ListeningAddress(string Key, string Url)
{
    /// <summary>
    /// True for what this machine alone reaches. Kestrel listens on every interface for each name other than <c>localhost</c>, so a name
    /// does not count.
    /// </summary>
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

    /// <summary>Whether Kestrel would understand it.</summary>
    public bool IsAddress => TryParse(out _);

    private bool TryParse(out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(Url);
            return true;
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }
}
