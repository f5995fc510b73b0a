//! Why an Agent turns a command down.

use crate::aggregate::refusals;

refusals! {
    /// A rule of an Agent that turned a command down.
    AgentRefusal {
        /// They were never registered.
        NotFound "AGENT_NOT_FOUND" at "agentId" => "there is no such agent";
        /// Their id is taken.
        AlreadyRegistered "AGENT_ALREADY_REGISTERED" at "agentId" => "an agent with this id was registered before";
        /// They serve no longer.
        Retired "AGENT_RETIRED" at "agentId" => "the agent is retired";
        /// A level is from 1 to 10.
        InvalidLevel "INVALID_LEVEL" at "level" => "a skill level is a number from 1 to 10";
        /// They do not have the skill.
        SkillNotFound "SKILL_NOT_FOUND" at "skill" => "the agent does not have this skill";
        /// No more skills.
        TooManySkills "TOO_MANY_SKILLS" at "skill" => "an agent has at most 50 skills";
        /// No more languages.
        TooManyLanguages "TOO_MANY_LANGUAGES" at "languages" => "an agent has at most 20 languages";
        /// A capacity is from 0 to 1,000.
        InvalidCapacity "INVALID_CAPACITY" at "capacity" => "a capacity is a number from 0 to 1000";
        /// A name has 1 to 200 characters.
        InvalidName "INVALID_NAME" at "name" => "a name has 1 to 200 characters";
        /// Agents speak for themselves.
        NotThisAgent "NOT_THIS_AGENT" => "an agent changes their own presence only";
    }
}
