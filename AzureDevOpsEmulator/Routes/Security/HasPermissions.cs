using System.Globalization;
using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Security;

/// <summary>
/// <c>GET _apis/permissions/{namespace}/{bits}?tokens=…</c>: whether the caller holds rights, one answer for each token. Needs no scope.
/// </summary>
internal static class HasPermissions
{
    public static ApiAnswer Answer(ApiCall call)
    {
        if (!Guid.TryParse(call.Value("securityNamespaceId"), out var id))
            throw new FaultException(Faults.BadArgument("securityNamespaceId", call.Value("securityNamespaceId")));
        if (id != ServiceHooksNamespace.Id)
            throw new FaultException(Faults.NotImplemented("GET", $"_apis/permissions/{id}"));
        if (!int.TryParse(call.Value("permissions") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            throw new FaultException(Faults.BadArgument("permissions", call.Value("permissions")));

        var delimiter = call.Query["delimiter"].ToString();
        var tokens = call.Query["tokens"].ToString().Split(delimiter.Length == 0 ? "," : delimiter);
        return new ApiAnswer(Listing.CountFirst(tokens.Select(token => ServiceHooksNamespace.Allows(call, token, bits)).ToList()));
    }
}
