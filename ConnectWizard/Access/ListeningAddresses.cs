using System.Net;

namespace ConnectWizard.Access;

/// <summary>The addresses that configuration tells Kestrel to listen on.</summary>
internal static class ListeningAddresses
{
    public const string Default = "http://localhost:5080";

    /// <summary>Endpoints of Kestrel's own section, and <c>--urls</c> or <c>ASPNETCORE_URLS</c>, or else the ports of containers.</summary>
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
