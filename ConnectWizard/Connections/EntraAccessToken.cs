namespace ConnectWizard.Connections;

/// <summary>
/// An access token of Microsoft Entra for an account, opaque as Microsoft's documentation asks. It travels as <c>Bearer</c>, where a personal
/// access token is a password of <c>Basic</c>.
/// </summary>
public sealed class EntraAccessToken(string value) : Secret(value);
