using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Authentication;

/// <summary>The tokens that exist, by their values.</summary>
internal sealed class TokenDirectory
{
    private readonly Dictionary<string, AccessToken> _byValue;

    public TokenDirectory(IReadOnlyList<AccessToken> tokens)
    {
        All = tokens;
        _byValue = tokens.ToDictionary(token => token.Value, StringComparer.Ordinal);
    }

    public IReadOnlyList<AccessToken> All { get; }

    public AccessToken? Find(string? value) => value is null ? null : _byValue.GetValueOrDefault(value);

    /// <summary>A text for a log, with the value of any token replaced by its name.</summary>
    public string WithoutValues(string text) =>
        All.Aggregate(text, (current, token) => current.Replace(token.Value, $"({token})", StringComparison.Ordinal));
}
