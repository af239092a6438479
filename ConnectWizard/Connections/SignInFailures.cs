namespace ConnectWizard.Connections;

/// <summary>Turns a problem into what a draft keeps of it, and back, evidence included.</summary>
public static class SignInFailures
{
    private const string EvidencePrefix = "evidence:";
    private const int MaxLength = 300;

    public static SignInFailure ToFailure(this Problem problem)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in problem.Arguments)
            arguments[name] = DisplayText.Clip(value, MaxLength);
        foreach (var evidence in problem.Evidence)
            arguments[EvidencePrefix + evidence.Label] = DisplayText.Clip(evidence.Value, MaxLength);
        return new SignInFailure(problem.Code, arguments);
    }

    public static Problem ToProblem(this SignInFailure failure) => new(failure.Code)
    {
        Arguments = failure.Arguments.Where(argument => !IsEvidence(argument.Key)).ToDictionary(StringComparer.Ordinal),
        Evidence = [.. failure.Arguments.Where(argument => IsEvidence(argument.Key)).Select(argument => new Evidence(argument.Key[EvidencePrefix.Length..], argument.Value))],
    };

    private static bool IsEvidence(string name) => name.StartsWith(EvidencePrefix, StringComparison.Ordinal);
}
