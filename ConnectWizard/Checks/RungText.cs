using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>The words of the ladder, in the language of the current thread.</summary>
public static class RungText
{
    private static readonly TextResource Words = new("ConnectWizard.Checks.Rungs");

    /// <summary>What the rung is called: "Name resolution".</summary>
    public static string Title(RungCode code) => Words.Get($"{code}.title");

    /// <summary>A sentence with its values; values are data.</summary>
    internal static string Sentence(RungCode code, string what, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            named[name] = value;
        }

        return Words.Fill($"{code}.{what}", named.GetValueOrDefault)
            ?? throw new InvalidOperationException($"There is no sentence {code}.{what}.");
    }
}
