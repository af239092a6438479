using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

/// <summary>
/// The curl line for a target as this installation reaches it: where the operator set a way of its own (<c>Network:ConnectTo</c>, as the
/// demo does), the line does the same and trusts the first of <c>Network:TrustedCertificates</c>. Such a line works on this machine alone.
/// </summary>
public sealed class CurlLines(RouteTable routes, IOptions<NetworkOptions> options)
{
    /// <param name="withAccount">With an account's token instead of a personal access token.</param>
    public string For(ServerTarget target, bool withAccount = false)
    {
        var (host, port) = (target.Address.Host, target.Address.Port);
        if (routes.Find(host, port).ConnectTo is not { } endPoint)
            return CurlLine.For(target, withAccount: withAccount);

        var targetHost = endPoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endPoint.Host}]" : endPoint.Host;
        var authority = target.Address.IsEncrypted ? options.Value.TrustedCertificates.FirstOrDefault() : null;
        var route = new CurlRoute($"{host}:{port}:{targetHost}:{endPoint.Port}", authority is null ? null : Path.GetFullPath(authority));
        return CurlLine.For(target, route, withAccount);
    }
}

/// <summary>The core of the check as one line for a POSIX shell: does the server answer this token with a project.</summary>
public static class CurlLine
{
    /// <summary>The token itself is never in the line. While the variable is empty the shell says so and sends nothing.</summary>
    public const string TokenVariable = "AZURE_DEVOPS_TOKEN";

    /// <summary>Fills the variable with the token of an account that is signed in with Azure's own command line; the GUID is Azure DevOps as a resource of Microsoft Entra.</summary>
    public const string AccountTokenLine =
        $"{TokenVariable}=$(az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv)";

    /// <summary>Every value is quoted, so that a collection named <c>$(…)</c> is text.</summary>
    /// <param name="withAccount">The token is from Microsoft Entra and travels as Bearer; a personal access token is a password.</param>
    public static string For(ServerTarget target, CurlRoute? route = null, bool withAccount = false)
    {
        List<string> words = ["curl", "-sS", "-g", "--max-time", "20"];
        if (route?.ConnectTo is { } connectTo)
            words.AddRange(["--noproxy", Quote("*"), "--connect-to", Quote(connectTo)]);

        if (route?.AuthorityFile is { } file)
            words.AddRange(["--cacert", Quote(file)]);

        var url = target.Address.At(target.Collection, "_apis", "projects").AbsoluteUri + "?api-version=6.0&$top=1";
        var token = $"${{{TokenVariable}:?holds no token yet}}";
        words.AddRange(withAccount ? ["-H", $"\"Authorization: Bearer {token}\""] : ["-u", $"\":{token}\""]);
        words.AddRange(["-H", Quote("X-TFS-FedAuthRedirect: Suppress"), "-w", Quote(@"\nHTTP %{http_code}\n"), Quote(url)]);
        return string.Join(' ', words);
    }

    /// <summary>Between single quotes nothing means anything to a shell but the single quote itself.</summary>
    private static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

/// <param name="ConnectTo">As curl's <c>--connect-to</c> takes it: <c>host:port:target-host:target-port</c>.</param>
/// <param name="AuthorityFile">A PEM file of a certificate authority to trust.</param>
public sealed record CurlRoute(string? ConnectTo, string? AuthorityFile);
