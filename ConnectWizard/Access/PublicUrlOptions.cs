using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>The key <c>PublicUrl</c>, at the root of the configuration.</summary>
public sealed class PublicUrlOptions
{
    /// <summary>Where Azure DevOps and administrators reach this installation: scheme, host and port. Empty: only this machine reaches it.</summary>
    public string PublicUrl { get; set; } = "";

    public Uri? Address => PublicUrl.Length > 0 ? new Uri(PublicUrl) : null;
}

internal sealed class ValidatePublicUrlOptions : IValidateOptions<PublicUrlOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicUrlOptions options)
    {
        var fault = options.PublicUrl.Length == 0 ? null : Fault(options.PublicUrl);
        string[] faults = fault is null ? [] : [$"PublicUrl: {fault}"];
        return faults.ToResult();
    }

    // The value itself is not repeated: somebody may have put a password into it.
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
