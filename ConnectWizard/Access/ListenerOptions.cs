using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Two listeners, each for its own paths: the section <c>Listen</c>. Without it, one listener has both.</summary>
public sealed class ListenerOptions
{
    public const string Section = "Listen";

    /// <summary>Where people open the product; URLs as <c>--urls</c> takes them, with their ports.</summary>
    public string People { get; set; } = "";

    /// <summary>Where Azure DevOps, build agents and administrators reach it.</summary>
    public string Public { get; set; } = "";

    private int[]? _peoplePorts;

    internal bool AreTwo => People.Length > 0 && Public.Length > 0;

    /// <summary>The one that a request came to, by the port that it came to.</summary>
    internal Listener Of(int port)
    {
        if (!AreTwo)
            return Listener.Both;
        // Asked for each request, and bound by then.
        _peoplePorts ??= [.. PortsOf(People)];
        return _peoplePorts.Contains(port) ? Listener.People : Listener.Public;
    }

    internal static IEnumerable<int> PortsOf(string urls) => ListeningAddresses.Split(urls).Select(url => BindingAddress.Parse(url).Port);
}

internal enum Listener
{
    Both,
    People,
    Public,
}

internal sealed class ValidateListenerOptions(IConfiguration configuration) : IValidateOptions<ListenerOptions>
{
    public ValidateOptionsResult Validate(string? name, ListenerOptions options) => Faults(options).ToList().ToResult();

    private IEnumerable<string> Faults(ListenerOptions options)
    {
        if (options is { People: "", Public: "" })
            yield break;
        if (!options.AreTwo)
            yield return $"Listen: set Listen:{(options.People.Length == 0 ? "People" : "Public")}, too, or neither.";
        foreach (var other in ListeningAddresses.Others(configuration))
            yield return $"Listen: {other.Key} names an address to listen on, too; use one or the other.";

        var addresses = ListeningAddresses.OfListeners(configuration);
        foreach (var address in addresses.Where(address => address.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
            yield return $"{address.Key}: {address.Url} would need a certificate here; TLS ends at the proxy in front, so write http://.";
        foreach (var address in addresses.Where(address => address is { IsAddress: true, HasPort: false }))
            yield return $"{address.Key}: {address.Url} names no port; each listener is known by its own.";
        if (addresses.All(address => address.HasPort) && ListenerOptions.PortsOf(options.People).Intersect(ListenerOptions.PortsOf(options.Public)).Any())
            yield return "Listen: People and Public name the same port; each listener is known by its own.";
    }
}
