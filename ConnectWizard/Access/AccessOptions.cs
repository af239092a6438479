using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Who may reach us: the section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Until people sign in, the product listens on loopback only, unless this is true and the network in front decides who comes in.</summary>
    public bool AllowAnonymous { get; set; }
}

internal sealed class ValidateAccessOptions(IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        ListeningAddresses.Read(configuration).Select(address => Fault(address, options)).OfType<string>().ToList().ToResult();

    private static string? Fault(ListeningAddress address, AccessOptions options)
    {
        if (!address.IsAddress)
            return $"{address.Key}: {address.Url} is not an address to listen on; write http://localhost:5080, for example.";
        return address.IsLoopback || options.AllowAnonymous || address.Key == ListeningAddresses.PublicKey
            ? null
            : $"{address.Key}: {address.Url} can be reached from other machines, and nobody has to sign in to use what is stored here. "
                + "Listen on localhost, or set Access:AllowAnonymous to true where the network in front decides who comes in. "
                + "What Azure DevOps and build agents need has a listener of its own: Listen:Public, beside Listen:People.";
    }
}
