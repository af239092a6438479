using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// What a refusal of <see cref="ApiErrorReader"/> means where Azure DevOps Services answered: its collections are organizations, and an account's
/// token that is not taken is mostly good. Membership, access level, policy and a first visit that is missing are answered alike, so they are
/// one code; another tenant is told apart by whoever knows the account's.
/// </summary>
internal static class ServicesCodes
{
    public static ProblemCode Of(ProblemCode code, ApiResponse answer, Secret? token) => code switch
    {
        ProblemCode.CollectionUnknown => ProblemCode.OrganizationUnknown,
        ProblemCode.NotAzureDevOps when answer.Status == 404 => ProblemCode.OrganizationUnknown,
        ProblemCode.CollectionStopped => ProblemCode.OrganizationStopped,
        _ when answer.Words.Number == Numbers.FirstSignIn => ProblemCode.OrganizationRefused,
        ProblemCode.TokenRefused or ProblemCode.SignInPage when token is EntraAccessToken =>
            answer.WantsClaims ? ProblemCode.SignInAgain : ProblemCode.OrganizationRefused,
        _ => code,
    };
}
