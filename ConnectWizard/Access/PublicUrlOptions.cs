using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>The keys <c>PublicUrl</c> and <c>PeopleUrl</c>, at the root of the configuration: our own addresses, as others know them.</summary>
public sealed class PublicUrlOptions
{
    /// <summary>Where Azure DevOps and administrators reach this installation: scheme, host and port. Empty: only this machine reaches it.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where people open the product, when that is another address than <see cref="PublicUrl"/>.</summary>
    public string PeopleUrl { get; set; } = "";

    public Uri? Address => PublicUrl.Length > 0 ? new Uri(PublicUrl) : null;

    /// <summary>Where people are sent back to after a sign-in.</summary>
    public Uri? PeopleAddress => PeopleUrl.Length > 0 ? new Uri(PeopleUrl) : Address;
}

internal sealed class ValidatePublicUrlOptions : IValidateOptions<PublicUrlOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicUrlOptions options) =>
        new[] { Fault("PublicUrl", options.PublicUrl), Fault("PeopleUrl", options.PeopleUrl) }.OfType<string>().ToList().ToResult();

    // The value itself is not repeated: somebody may have put a password into it.
    private static string? Fault(string key, string text) => text.Length > 0 && Fault(text) is { } fault ? $"{key}: {fault}" : null;

    private static string? Fault(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return "not an http or https address; write https://host or https://host:port.";
        if (url.UserInfo.Length > 0)
            return "a user name or password does not belong into it.";
        return url is { AbsolutePath: "/", Query: "", Fragment: "" }
            ? null
            : "leave path, query and fragment away; ConnectWizard answers at the root of a host.";
    }
}
