using System.Net;
using System.Security.Cryptography;
using System.Text;
using AzureDevOpsEmulator.World.Cloud;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Entra.Tokens;

/// <summary>Finds out which application asks for tokens, by its id and secret in the body or in HTTP Basic authentication.</summary>
internal sealed class ClientAuthentication(byte[] seed)
{
    public string SecretOf(ClientApplication client) => CloudClients.SecretOf(client, seed);

    /// <exception cref="EntraException">It is no application that may have tokens here, or it does not prove to be the one it says.</exception>
    public ClientApplication Authenticate(HttpRequest request, TokenForm form, EntraAuthority authority)
    {
        var basic = FromHeader(request.Headers.Authorization.ToString());
        var id = basic?.Id ?? form.Required("client_id");
        var client = CloudClients.Find(id);
        if (client is null || (authority.Tenant is { } tenant && !client.IsKnownIn(tenant)))
            throw EntraErrors.ClientUnknown(id, authority.Tenant?.Name ?? authority.Segment).AsException();
        if (client.IsDisabled)
            throw EntraErrors.ClientDisabled(client).AsException();

        var secret = basic?.Secret ?? form["client_secret"] ?? throw EntraErrors.SecretMissing().AsException();
        return Same(secret, SecretOf(client)) ? client : throw EntraErrors.SecretWrong(client).AsException();
    }

    /// <summary>Both parts are form-encoded before they are put together, as OAuth has it.</summary>
    private static (string Id, string Secret)? FromHeader(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
            return null;

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts is [var id, var secret] ? (WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret)) : null;
    }

    private static bool Same(string sent, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));
}
