using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Checks;

/// <summary>
/// Which rung a problem decides. One request may answer for several rungs: that the token is not asked for at all because the collection
/// is unknown
/// comes out of the same answer as who the token is.
/// </summary>
internal static class RungHome
{
    /// <param name="code">The problem.</param>
    /// <param name="asked">The rung whose request met it: where it stays if it could happen to any request.</param>
    public static RungCode Of(ProblemCode code, RungCode asked) => code switch
    {
        NotHttp or ProxyAnswered or Redirected => RungCode.Http,
        NotAzureDevOps or WebServerAnswered or AddressIsServices => RungCode.Product,
        TeamFoundationServer or VersionTooOld => RungCode.Version,
        BasicShadowed or WindowsOnly => RungCode.SignIn,
        TokenMissing or TokenMalformed or TokenRefused or TokenExpired or TokenGlobal
            or SignInPage or ConditionalAccess or NotAMember or SignInAgain
            or OrganizationOtherTenant or OrganizationRefused => RungCode.Token,
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionStopped
            or CollectionTwice or OrganizationUnknown or OrganizationStopped => RungCode.Collection,
        _ => asked,
    };
}
