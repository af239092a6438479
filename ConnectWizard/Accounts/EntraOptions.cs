using Microsoft.AspNetCore.Authentication.OAuth;

namespace ConnectWizard.Accounts;

/// <summary>The handler's options, of which <see cref="EntraApp"/> says what differs between installations.</summary>
internal sealed class EntraOptions : OAuthOptions
{
    /// <summary>
    /// The framework asks for a client secret, and public clients have none; and it asks at each request, also where nobody can sign in. What
    /// the operator configured is checked at start.
    /// </summary>
    public override void Validate()
    {
    }
}
