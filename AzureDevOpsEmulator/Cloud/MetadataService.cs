namespace AzureDevOpsEmulator.Cloud;

/// <summary>
/// The metadata service of an Azure virtual machine: <c>GET /metadata/identity/oauth2/token</c> gives out tokens of its managed identity, without
/// a credential. The header and the ban on forwarding keep others from being led to it.
/// </summary>
internal sealed class MetadataService(TokenIssuer tokens, CloudSwitches switches, TimeProvider time)
{
    private const string InvalidRequest = "invalid_request";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path != "/metadata/identity/oauth2/token" || !HttpMethods.IsGet(request.Method))
            return context.WriteHtmlAsync(404, "404 - Not found", "The requested resource is not found.");
        if (request.Headers["Metadata"] != "true")
            return RefuseAsync(context, InvalidRequest, "Required metadata header not specified");
        if (request.Headers.ContainsKey("X-Forwarded-For"))
            return RefuseAsync(context, InvalidRequest, "Proxied requests are not allowed");
        if (request.Query["api-version"].Count == 0)
            return RefuseAsync(context, InvalidRequest, "Required query variable 'api-version' is missing");

        var client = request.Query["client_id"].ToString();
        var isMachine = client.Length == 0 || CloudClients.Find(client) == CloudClients.Machine;
        if (!switches.Settings.HasManagedIdentity || !isMachine)
            return RefuseAsync(context, InvalidRequest, "Identity not found");
        return EntraResources.Identify(request.Query["resource"].ToString()) is { } resource
            ? IssueAsync(context, resource)
            : RefuseAsync(context, "invalid_resource", "AADSTS500011: The resource principal was not found in the tenant.");
    }

    private Task IssueAsync(HttpContext context, string resource)
    {
        var machine = CloudClients.Machine;
        var scopes = ScopeRequest.Parse($"{resource}/{EntraResources.Default}", machine, Tenants.SpaceTech.Name);
        var (access, seconds) = tokens.IssueAccess(new Grant(Guid.NewGuid(), ServicePrincipals.NameOf(machine), Tenants.SpaceTech.Id, machine.Id), scopes);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return WireJson.WriteAsync(context, StatusCodes.Status200OK, new
        {
            access_token = access,
            client_id = machine.Id,
            expires_in = Text(seconds),
            expires_on = Text(now + seconds),
            ext_expires_in = Text(seconds),
            not_before = Text(now),
            resource,
            token_type = "Bearer",
        });
    }

    // Its numbers are texts.
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task RefuseAsync(HttpContext context, string error, string description) =>
        WireJson.WriteAsync(context, StatusCodes.Status400BadRequest, new { error, error_description = description });
}
