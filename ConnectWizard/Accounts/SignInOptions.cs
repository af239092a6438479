using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>The app registration that people sign in with, and its provider: keys of the section <c>AzureDevOps:Cloud</c>.</summary>
public sealed class SignInOptions
{
    public const string Section = "AzureDevOps:Cloud";

    /// <summary>The application id of Azure DevOps.</summary>
    internal const string Resource = "499b84ac-1321-427f-aa17-267ca6975798";
    private const string EntraVersion = "/v2.0";

    /// <summary>The least that does the job. Never <c>user_impersonation</c>, which is all that the person may do.</summary>
    private static readonly string[] DefaultScopes =
        [$"{Resource}/vso.profile", $"{Resource}/vso.project", $"{Resource}/vso.code", "offline_access", "openid", "profile"];

    /// <summary>The hosts of Microsoft Entra's clouds, as Microsoft's list of national clouds has them.</summary>
    private static readonly string[] EntraHosts =
        ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn"];

    /// <summary>Empty: nobody can sign in.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Without it and its two substitutes the application is a public client, which proves itself by PKCE alone.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Instead of a secret: a certificate with its private key, PFX or PEM.</summary>
    public string ClientCertificate { get; set; } = "";

    public string ClientCertificatePassword { get; set; } = "";

    /// <summary>Instead of a secret: a file with a statement that another issuer signs, as Kubernetes projects it.</summary>
    public string ClientAssertionFile { get; set; } = "";

    /// <summary>The OpenID Connect authority; discovery is at <c>/.well-known/openid-configuration</c> below it.</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com/organizations/v2.0";

    /// <summary>What is requested, separated by spaces, for a provider that has other names for it.</summary>
    public string Scopes { get; set; } = "";

    /// <summary><see cref="Authority"/> without a slash at its end. The first version of Entra's endpoints isn't used.</summary>
    public Uri AuthorityUrl => new(Authority.TrimEnd('/') + (IsEntraVersionMissing ? EntraVersion : ""));

    /// <summary>The authority is Microsoft Entra's, without the version that <see cref="AuthorityUrl"/> adds.</summary>
    public bool IsEntraVersionMissing =>
        EntraHosts.Contains(new Uri(Authority).Host, StringComparer.OrdinalIgnoreCase) && !Authority.TrimEnd('/').EndsWith(EntraVersion, StringComparison.OrdinalIgnoreCase);

    /// <summary>The scopes, one by one.</summary>
    public IReadOnlyList<string> ScopeList => Scopes.Length > 0 ? Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries) : DefaultScopes;

    /// <summary>The keys without which nobody can sign in.</summary>
    public IReadOnlyList<string> MissingKeys => ClientId.Length == 0 ? [$"{Section}:{nameof(ClientId)}"] : [];

    /// <summary>Unencrypted only where nobody can listen: codes, tokens and the client's secret go there.</summary>
    public static bool IsSafe(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { UserInfo: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}

/// <summary>Finds every error of the keys.</summary>
internal sealed class ValidateSignInOptions : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(SignInOptions options)
    {
        if (!SignInOptions.IsSafe(options.Authority) || new Uri(options.Authority).Query.Length > 0)
            yield return $"{SignInOptions.Section}:Authority: is not an https:// address without a query (http:// is for this machine alone).";
        if (new[] { options.ClientSecret, options.ClientCertificate, options.ClientAssertionFile }.Count(proof => proof.Length > 0) > 1)
            yield return $"{SignInOptions.Section}:ClientSecret: ClientSecret, ClientCertificate and ClientAssertionFile exclude each other.";
        if (options.ClientCertificate.Length > 0 && CertificateError(options) is { } error)
            yield return $"{SignInOptions.Section}:ClientCertificate: {error}";
        if (options.Scopes.Contains("user_impersonation", StringComparison.OrdinalIgnoreCase))
            yield return $"{SignInOptions.Section}:Scopes: user_impersonation is all that a person may do; name the permissions that are needed.";
    }

    private static string? CertificateError(SignInOptions options)
    {
        try
        {
            using var certificate = ClientProof.Load(options);
            return certificate.GetRSAPrivateKey() is null ? "has no RSA private key." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the file can't be read ({exception.Message.TrimEnd('.')}).";
        }
        catch (CryptographicException)
        {
            return "is no certificate with its private key (PFX or PEM), or ClientCertificatePassword is wrong.";
        }
    }
}
