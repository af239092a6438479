using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Checks;

/// <summary>
/// Which rung a problem decides. One request may answer for several rungs: that the token is not asked for at all because the collection
/// is unknown
/// comes out of the same answer as who the token is.
/// </summary>
internal static class CheckItemMapping
{
    /// <param name="code">The problem.</param>
    /// <param name="asked">The rung whose request met it: where it stays if it could happen to any request.</param>
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
