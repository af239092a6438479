namespace ConnectWizard.Connections;

/// <summary>The words of a problem, with its values filled in.</summary>
/// <param name="What">What happened, in one sentence that names the value it is about.</param>
/// <param name="Cause">Why it probably did.</param>
/// <param name="Mend">What to do.</param>
public sealed record ProblemText(string What, string Cause, string Mend);
