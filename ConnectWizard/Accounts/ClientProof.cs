using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConnectWizard.Accounts;

/// <summary>
/// What the application proves itself by at the token endpoint: its secret, a statement that its certificate signs or that another issuer has
/// signed (RFC 7523), or nothing where it is a public client.
/// </summary>
internal sealed class ClientProof(IOptions<SignInOptions> options, TimeProvider time) : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lazy<X509Certificate2> _certificate = new(() => Load(options.Value));

    /// <param name="tokenEndpoint">Where it goes, and for whom a statement is.</param>
    /// <exception cref="SignInException">The file that another issuer's statement is in can't be read.</exception>
    public IEnumerable<KeyValuePair<string, string>> For(Uri tokenEndpoint)
    {
        var app = options.Value;
        if (app.ClientSecret.Length > 0)
            return [new("client_secret", app.ClientSecret)];
        var assertion = app.ClientCertificate.Length > 0 ? Sign(tokenEndpoint) : app.ClientAssertionFile.Length > 0 ? Read(app.ClientAssertionFile) : null;
        return assertion is null ? [] : [new(OpenIdConnectParameterNames.ClientAssertionType, AssertionType), new(OpenIdConnectParameterNames.ClientAssertion, assertion)];
    }

    /// <summary>Loads the certificate, PEM with its key in the same file or PFX.</summary>
    /// <exception cref="CryptographicException">It is none, or the password is wrong.</exception>
    public static X509Certificate2 Load(SignInOptions options)
    {
        var (file, password) = (options.ClientCertificate, options.ClientCertificatePassword);
        if (!File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal))
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        return password.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(file, password) : X509Certificate2.CreateFromPemFile(file);
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    private string Sign(Uri tokenEndpoint)
    {
        var (certificate, now) = (_certificate.Value, time.GetUtcNow().UtcDateTime);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.ClientId,
            Audience = tokenEndpoint.AbsoluteUri,
            NotBefore = now,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = options.Value.ClientId,
                ["jti"] = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
            },
            SigningCredentials = new SigningCredentials(new X509SecurityKey(certificate), SecurityAlgorithms.RsaSsaPssSha256),
            AdditionalHeaderClaims = new Dictionary<string, object>(StringComparer.Ordinal) { ["x5t#S256"] = Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawData)) },
        });
    }

    /// <summary>Reads the file anew each time: who projects it replaces it before it ends.</summary>
    private static string Read(string file)
    {
        try
        {
            if (File.ReadAllText(file).Trim() is { Length: > 0 } assertion)
                return assertion;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The path is nothing for the person who signs in.
        }

        throw new SignInException(new Problem(ProblemCode.AppUnknown).With(ProblemText.Variant, "secret").WithEvidence(new Evidence("Client assertion", "missing or empty")));
    }
}
