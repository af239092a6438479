using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// Which rung a problem decides. One request may answer for several rungs: that the token is not asked for at all because the collection is unknown
/// comes out of the same answer as who the token is.
/// </summary>
internal static class RungHome
{
    /// <param name="code">The problem.</param>
    /// <param name="asked">The rung whose request met it: where it stays if it could happen to any request.</param>
    public static RungCode Of(ProblemCode code, RungCode asked) => code switch
    {
        ProblemCode.NotHttp or ProblemCode.ProxyAnswered or ProblemCode.Redirected => RungCode.Http,
        ProblemCode.NotAzureDevOps or ProblemCode.WebServerAnswered or ProblemCode.AddressIsServices => RungCode.Product,
        ProblemCode.TeamFoundationServer or ProblemCode.VersionTooOld => RungCode.Version,
        ProblemCode.BasicShadowed or ProblemCode.WindowsOnly => RungCode.SignIn,
        ProblemCode.TokenMissing or ProblemCode.TokenMalformed or ProblemCode.TokenRefused or ProblemCode.TokenExpired or ProblemCode.TokenGlobal
            or ProblemCode.SignInPage or ProblemCode.ConditionalAccess or ProblemCode.NotAMember => RungCode.Token,
        ProblemCode.CollectionMissing or ProblemCode.CollectionUnknown or ProblemCode.CollectionUnusable or ProblemCode.CollectionStopped
            or ProblemCode.CollectionTwice => RungCode.Collection,
        _ => asked,
    };
}
