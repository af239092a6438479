using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Checks;

/// <summary>Which item a problem decides: the response to one request may decide several.</summary>
internal static class CheckItemMapping
{
    /// <param name="code">The problem.</param>
    /// <param name="asked">The item whose request met it: where it stays if it could happen to any request.</param>
    public static CheckItemId Of(ProblemCode code, CheckItemId asked) => code switch
    {
        NotHttp or ProxyAnswered or Redirected => CheckItemId.Http,
        NotAzureDevOps or WebServerAnswered or AddressIsServices => CheckItemId.Product,
        TeamFoundationServer or VersionTooOld => CheckItemId.Version,
        BasicShadowed or WindowsOnly => CheckItemId.SignIn,
        TokenMissing or TokenMalformed or TokenRefused or TokenExpired or TokenGlobal
            or SignInPage or ConditionalAccess or NotAMember or SignInAgain
            or OrganizationOtherTenant or OrganizationRefused => CheckItemId.Token,
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionStopped
            or CollectionTwice or OrganizationUnknown or OrganizationStopped => CheckItemId.Collection,
        _ => asked,
    };
}
