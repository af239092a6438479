using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class ReviewFormTests
{
    private static readonly ReviewFormValidator Rules = new();

    [Theory]
    [InlineData("rover", "main", "")]
    [InlineData("ß", "feature/näßchen", "")]
    [InlineData("rover", " refs/heads/release/1.0 ", "")]
    [InlineData("", "main", "ProfileName")]
    [InlineData("  ", "", "ProfileName|Branch")]
    [InlineData("ro\u0007ver", "main", "ProfileName")]
    [InlineData("ro\u202Ever", "main", "ProfileName")]
    [InlineData("rover", "two words", "Branch")]
    [InlineData("rover", "a..b", "Branch")]
    [InlineData("rover", "/main", "Branch")]
    [InlineData("rover", "main/", "Branch")]
    [InlineData("rover", "x/.hidden", "Branch")]
    [InlineData("rover", "x.lock", "Branch")]
    [InlineData("rover", "a@{b", "Branch")]
    [InlineData("rover", "@", "Branch")]
    [InlineData("rover", "v1^", "Branch")]
    [InlineData("rover", "back\\slash", "Branch")]
    [InlineData("rover", "end.", "Branch")]
    public void What_cannot_be_stored_is_refused_at_its_field(string name, string branch, string fields) =>
        string.Join('|', Rules.Validate(new ReviewForm { ProfileName = name, Branch = branch }).Errors.Select(error => error.PropertyName)).ShouldBe(fields);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_name_has_64_characters_at_most(int length, bool isValid) =>
        Rules.Validate(new ReviewForm { ProfileName = new string('x', length), Branch = "main" }).IsValid.ShouldBe(isValid);

    [Fact]
    public void Answers_are_trimmed_and_push_is_on_by_default() =>
        new ReviewForm { ProfileName = " rover ", Branch = " refs/heads/main " }.ToAnswers().ShouldBe(new ReviewAnswers("rover", "main", TriggerPush: true, TriggerPullRequest: false));

    [Theory]
    [InlineData("rover", "", "rover")]
    [InlineData("rover", "ROVER", "rover 2")]
    [InlineData("rover", "rover|rover 2|base", "rover 3")]
    public void A_name_is_suggested_that_is_not_taken(string repository, string taken, string suggested) =>
        ReviewForm.SuggestName(repository, taken.Split('|')).ShouldBe(suggested);

    [Fact]
    public void A_long_repository_name_is_cut_to_fit()
    {
        var name = new string('x', 200);
        ReviewForm.SuggestName(name, [name[..64]]).ShouldBe(name[..62] + " 2");
    }
}
