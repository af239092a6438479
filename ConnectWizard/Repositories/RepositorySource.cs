using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>What a list of repositories belongs to: two credentials see different ones, and a credential is bound to one target.</summary>
/// <param name="Credential">Whose rights.</param>
/// <param name="Target">Which collection.</param>
public sealed record RepositorySource(CredentialId Credential, ServerTarget Target);
