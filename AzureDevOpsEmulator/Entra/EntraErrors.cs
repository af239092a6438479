namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// Errors with numbers and messages from Microsoft's list of error codes and from public reports. The README lists unconfirmed OAuth codes.
/// </summary>
internal static class EntraErrors
{
    private const string InvalidRequest = "invalid_request";
    private const string InvalidClient = "invalid_client";
    private const string InvalidGrant = "invalid_grant";
    private const string InvalidScopeError = "invalid_scope";
    private const string UnauthorizedClient = "unauthorized_client";
    private const string InteractionRequired = "interaction_required";

    public static EntraError MissingParameter(string parameter) =>
        new(900144, InvalidRequest, $"The request body must contain the following parameter: '{parameter}'.");

    public static EntraError MalformedForm() => new(90013, InvalidRequest, "Invalid input received from the user.");

    public static EntraError UnknownTenant(string tenant) =>
        new(90002, InvalidRequest,
            $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");

    public static EntraError UnknownClient(string client, string tenant) =>
        new(700016, UnauthorizedClient,
            $"Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application "
            + "has not been installed by the administrator of the tenant or consented to by any user in the tenant.");

    public static EntraError ClientDisabled(ClientApplication client) =>
        new(7000112, UnauthorizedClient, $"Application '{client.Id}'({client.DisplayName}) is disabled.");

    public static EntraError ConsumersRefused() =>
        new(700016, UnauthorizedClient, "The client does not exist or is not enabled for consumers.");

    public static EntraError RedirectMismatch(string redirect, Guid client) =>
        new(50011, InvalidRequest,
            $"The redirect URI '{redirect}' specified in the request does not match the redirect URIs configured for the application "
            + $"'{client}'.");

    public static EntraError RedirectChanged(string redirect, string requested) =>
        new(500112, InvalidClient,
            $"The reply address '{redirect}' does not match the reply address '{requested}' provided when requesting Authorization code.");

    public static EntraError ResponseTypeUnsupported(string type) =>
        new(700054, "unsupported_response_type", $"response_type '{type}' is not enabled for the application.");

    public static EntraError ResponseModeUnsupported(string mode) =>
        new(70007, InvalidRequest, $"'{mode}' is not a supported value of 'response_mode' when requesting a token.");

    public static EntraError PromptUnsupported(string prompt) => new(90023, InvalidRequest, $"Unsupported 'prompt' value: '{prompt}'.");

    public static EntraError ChallengeMethodUnsupported() => new(50149, InvalidRequest, "Invalid Code_Challenge_method parameter.");

    public static EntraError InvalidChallengeSize() => new(501491, InvalidRequest, "Invalid size of Code_Challenge parameter.");

    public static EntraError InvalidScope(string scope, string why) =>
        new(70011, InvalidScopeError,
            "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. "
            + $"The scope '{scope}' is not valid. {why}");

    public static EntraError UnknownScope(ClientApplication client, string scope, string resource) =>
        new(650053, InvalidClient,
            $"The application '{client.DisplayName}' requested for scope '{scope}' that doesn't exist on the resource '{resource}'. "
            + "Contact the app vendor.");

    public static EntraError SeveralResources(string scope) =>
        new(28000, InvalidRequest,
            $"Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is "
            + "not valid.");

    public static EntraError UnknownResource(string resource, string tenant) =>
        new(500011, "invalid_resource",
            $"The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application "
            + "has not been installed by the administrator of the tenant or consented to by any user in the tenant.");

    public static EntraError NobodySignedIn() =>
        new(50058, "login_required", "A silent sign-in request was sent but no user is signed in.");

    public static EntraError SeveralSignedIn() =>
        new(16000, InteractionRequired,
            "Either multiple user identities are available for the current request or selected account is not supported for the scenario.");

    public static EntraError NotInTenant(CloudPerson person, Tenant tenant, ClientApplication client) =>
        new(50020, InteractionRequired,
            $"User account '{person.SignInName}' from identity provider '{(person.IsPersonal ? "live.com" : person.Home.Id)}' does not exist in tenant "
            + $"'{tenant.Name}' and cannot access the application '{client.Id}'({client.DisplayName}) in that tenant. The account "
            + "needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.");

    public static EntraError PersonalAccount() =>
        new(500200, InteractionRequired,
            "User account is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless "
            + "explicitly invited.");

    public static EntraError ConditionalAccess() =>
        new(53003, InteractionRequired, "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.")
        {
            Claims = "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"1c9d3b5e-6f04-4f3a-9a52-7d0e8b61c2f4\"]}}}",
        };

    public static EntraError MissingConsent(ClientApplication client) =>
        new(65001, "consent_required",
            $"The user or administrator has not consented to use the application with ID '{client.Id}' named '{client.DisplayName}'. "
            + "Send an interactive authorization request for this user and resource.");

    public static EntraError Declined() =>
        new(65004, "access_denied", "User declined to consent to access the app.") { Subcode = "cancel" };

    public static EntraError AdministratorNeeded(Tenant tenant, ClientApplication client) =>
        new(90094, "access_denied",
            $"An administrator of {tenant.Name} has set a policy that prevents you from granting {client.DisplayName} the permissions "
            + "it is requesting. "
            + $"Contact an administrator of {tenant.Name}, who can grant permissions to this application on your behalf.");

    public static EntraError GrantTypeUnsupported(string type) =>
        new(70003, "unsupported_grant_type", $"The app requested an unsupported grant type '{type}'.");

    public static EntraError MissingSecret() =>
        new(7000218, InvalidClient, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
        {
            Status = 401,
        };

    public static EntraError ExpiredSecret(ClientApplication client) =>
        new(7000222, InvalidClient,
            $"The provided client secret keys for app '{client.Id}' are expired. Visit the Azure portal to create new keys for your app.")
        {
            Status = 401,
        };

    /// <summary>An assertion that proves nothing: a certificate's, or one of another issuer.</summary>
    public static EntraError InvalidAssertion(int code, string text) => new(code, InvalidClient, text) { Status = 401 };

    public static EntraError NoTenant() =>
        new(50059, InvalidRequest, "No tenant-identifying information found in either the request or implied by any provided credentials.");

    public static EntraError NotDefaultScope(string scope) =>
        new(1002012, InvalidScopeError,
            $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the "
            + "resource identifier (application ID URI).");

    public static EntraError WrongSecret(ClientApplication client) =>
        new(7000215, InvalidClient,
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client "
            + "secret ID, "
            + $"for a secret added to app '{client.Id}'.")
        {
            Status = 401,
        };

    public static EntraError MalformedGrant() => new(9002313, InvalidGrant, "Invalid request. Request is malformed or invalid.");

    public static EntraError GrantForOtherClient() =>
        new(700003, InvalidGrant, "Provided grant is invalid or malformed: it was issued to another client.");

    public static EntraError GrantForOtherTenant() =>
        new(700005, InvalidGrant, "Provided Authorization Code is intended to use against other tenant, thus rejected.");

    public static EntraError CodeExpired() =>
        new(70008, InvalidGrant,
            "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization "
            + "request for this "
            + "user and resource.");

    public static EntraError CodeRedeemed() =>
        new(54005, InvalidGrant,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.");

    public static EntraError VerifierMismatch() =>
        new(501481, InvalidGrant, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");

    public static EntraError MissingVerifier() =>
        new(50148, InvalidGrant, "The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.");

    public static EntraError RefreshTokenInactive(DateTimeOffset issued) =>
        new(700082, InvalidGrant,
            $"The refresh token has expired due to inactivity. The token was issued on {issued.UtcDateTime:O} and was inactive for "
            + "90.00:00:00.");

    public static EntraError RefreshTokenRevoked() =>
        new(50173, InvalidGrant,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or "
            + "reset their password.");

    public static EntraError RefreshTokenUsed() =>
        new(70000, InvalidGrant, "Provided grant is invalid or malformed: the refresh token was used before.");
}
