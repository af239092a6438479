namespace ConnectWizard.Connections;

/// <summary>
/// An access token that Microsoft Entra gave out for an account: a secret that travels as <c>Bearer</c>, where a personal access token is a
/// password of <c>Basic</c>. It lives for minutes and goes to Azure DevOps Services alone.
/// </summary>
/// <param name="value">The token; opaque to us, as Microsoft's documentation asks.</param>
public sealed class EntraAccessToken(string value) : Secret(value);
