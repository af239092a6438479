using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.AzureDevOps;

internal static class NetworkProblems
{
    public static Problem Of(NetworkFailure failure)
    {
        var problem = new Problem(CodeOf(failure)) { Evidence = [.. EvidenceOf(failure)] };
        return Values(failure).Aggregate(problem, (current, value) => current.With(value.Name, value.Value));
    }

    private static ProblemCode CodeOf(NetworkFailure failure) => failure.Kind switch
    {
        NetworkFailureKind.NameUnknown => ProblemCode.NameUnknown,
        NetworkFailureKind.NotAllowed when failure.Refusals is [{ Range: null }, ..] => ProblemCode.PortNotAllowed,
        NetworkFailureKind.NotAllowed => ProblemCode.AddressNotAllowed,
        NetworkFailureKind.Refused => ProblemCode.ConnectionRefused,
        NetworkFailureKind.Unreachable => ProblemCode.Unreachable,
        NetworkFailureKind.TimedOut => ProblemCode.TimedOut,
        NetworkFailureKind.Reset => ProblemCode.ConnectionReset,
        NetworkFailureKind.ProxyRefused => ProblemCode.ProxyAnswered,
        NetworkFailureKind.TlsUntrusted => ProblemCode.TlsUntrusted,
        NetworkFailureKind.TlsSelfSigned => ProblemCode.TlsSelfSigned,
        NetworkFailureKind.TlsExpired => ProblemCode.TlsExpired,
        NetworkFailureKind.TlsWrongName => ProblemCode.TlsWrongName,
        NetworkFailureKind.TlsProtocol => ProblemCode.TlsProtocol,
        NetworkFailureKind.TlsFailed => ProblemCode.TlsFailed,
        NetworkFailureKind.NotHttp => ProblemCode.NotHttp,
        NetworkFailureKind.TooLarge => ProblemCode.AnswerTooLarge,
    };

    private static IEnumerable<(string Name, string Value)> Values(NetworkFailure failure)
    {
        yield return ("host", failure.Host);
        yield return ("port", failure.Port.ToString(CultureInfo.InvariantCulture));
        if (failure.Refusals is [var refusal, ..])
        {
            if (refusal.Range is { } network)
                yield return ("network", network);
            yield return ("entry", refusal.PermittedBy);
            yield return ("key", $"{NetworkOptions.Section}:{nameof(NetworkOptions.AllowedNetworks)}");
        }

        if (failure.Limit is { } limit)
            yield return ("seconds", Math.Ceiling(limit.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (failure.Kind == NetworkFailureKind.ProxyRefused && failure.Detail?.Split(' ') is ["HTTP/1.0" or "HTTP/1.1", var status, ..])
            yield return ("status", status);
        if (failure.Detail?.StartsWith(TlsConnector.OtherProtocol + "HTTP/", StringComparison.Ordinal) ?? false)
            yield return (ProblemText.Variant, "plain");
        if (failure.Kind == NetworkFailureKind.TooLarge)
            yield return ("limit", string.Create(CultureInfo.InvariantCulture, $"{(failure.MaxBytes ?? AzureDevOpsClient.MaxResponseBytes) / (1024 * 1024)} MB"));
        if (failure.Certificate is { } certificate)
        {
            yield return ("subject", Short(DistinguishedName.ShortFormOf(certificate.Subject)));
            yield return ("issuer", Short(DistinguishedName.ShortFormOf(certificate.Issuer)));
            yield return ("names", Short(string.Join(", ", certificate.Names)));
            yield return ("date", certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<Evidence> EvidenceOf(NetworkFailure failure)
    {
        yield return new Evidence("Tried", $"{failure.Host}:{failure.Port}");
        if (AddressesOf(failure) is { Length: > 0 } addresses)
            yield return new Evidence("Address", Short(addresses));
        foreach (var refusal in failure.Refusals)
            yield return new Evidence("Permitted by", $"{NetworkOptions.Section}:{nameof(NetworkOptions.AllowedNetworks)} = {refusal.PermittedBy}");
        if (failure.ConnectTo is { } connectTo)
            yield return new Evidence("Connected to", $"{connectTo.Host}:{connectTo.Port}");
        if (failure.Proxy is { } proxy)
            yield return new Evidence("Proxy", $"{proxy.Host}:{proxy.Port}");
        if (failure.Certificate is { } certificate)
        {
            yield return new Evidence("Subject", Short(certificate.Subject));
            yield return new Evidence("Issuer", Short(certificate.Issuer));
            yield return new Evidence("Names", Short(string.Join(", ", certificate.Names)));
            yield return new Evidence("Valid", $"{certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}");
            yield return new Evidence("Chain", Short(string.Join(" > ", certificate.Chain)));
            yield return new Evidence("SHA-256", certificate.Sha256);
        }

        if (failure is { Kind: NetworkFailureKind.TimedOut, Limit: { } limit })
            yield return new Evidence("Waited", string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.#} s"));
        if (failure.Detail is { } detail)
            yield return new Evidence("Detail", Short(detail));
    }

    /// <summary>None of what the policy refuses: whoever types names must not learn the addresses of a network that is closed. The log has them.</summary>
    private static string AddressesOf(NetworkFailure failure) => failure.Kind == NetworkFailureKind.NotAllowed ? "" : Short(string.Join(", ", failure.Addresses));

    private static string Short(string text) => ApiResponse.Clip(text) ?? "";
}

/// <summary>The names in certificates, <c>CN=SpaceTech Root, O=SpaceTech, C=NO</c>.</summary>
internal static class DistinguishedName
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <summary>The common name, or else the organization; the whole where it has neither or cannot be read.</summary>
    public static string ShortFormOf(string name)
    {
        try
        {
            var parts = new X500DistinguishedName(name).EnumerateRelativeDistinguishedNames()
                .Where(part => !part.HasMultipleElements)
                .ToLookup(part => part.GetSingleElementType().Value, part => part.GetSingleElementValue(), StringComparer.Ordinal);
            return parts[CommonName].Concat(parts[Organization]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? name;
        }
        catch (CryptographicException)
        {
            return name;
        }
    }
}
