using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Security;

/// <summary><c>GET _apis/securitynamespaces</c>: the one namespace that the emulator has.</summary>
internal static class GetSecurityNamespaces
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var wanted = call.Value("securityNamespaceId");
        if (wanted is not null && !Guid.TryParse(wanted, out _))
            throw new FaultException(Faults.BadArgument("securityNamespaceId", wanted));
        if (wanted is not null && Guid.Parse(wanted) is var id && id != ServiceHooksNamespace.Id && id != Guid.Empty)
            throw new FaultException(Faults.SecurityNamespaceNotFound(id));

        return new ApiAnswer(Listing.CountFirst(new[] { ServiceHooksNamespace.Describe() }));
    }
}
