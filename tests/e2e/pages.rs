//! Page objects: one per page, saying in the app's words what can be done there. Journeys use these; selectors and
//! names stay here.
